-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   state_of_order  ~ enum order_status becomes state_of_order
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    has => '{type public.order_status}',
    lacks => '{type public.state_of_order}');

-- e1 · The declaration renames enum order_status to state_of_order. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.run('e1', $ddl$
ALTER TYPE public.order_status RENAME TO state_of_order;
$ddl$);
