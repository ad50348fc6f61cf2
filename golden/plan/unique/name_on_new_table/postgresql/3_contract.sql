-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c3.
-- This migration has nothing to do in migrate.
--
--   legacy       - table
--   order_codes  ~ primary key
--                ~ unique constraint codes
--   orders       - unique constraint codes
--
-- Lost for good, unless there is a backup: the rows of table legacy.
-- Strongest locks: legacy access-exclusive, order_codes._sg_20260101000000_new_order_codes_pkey share-update-exclusive, orders access-exclusive, order_codes._sg_20260101000000_new_codes share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.code_uses,public.legacy,public.order_codes,public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Only the old application uses table legacy.
CALL pg_temp.under_lock('c1', '{public.legacy}', $ddl$
DROP TABLE IF EXISTS public.legacy;
$ddl$);

-- c2 · The primary key of order_codes gets its name, which is free now.
CALL pg_temp.run('c2', $ddl$
ALTER INDEX public._sg_20260101000000_new_order_codes_pkey RENAME TO order_codes_pkey;
$ddl$);

-- c3 · The old application may rely on unique constraint orders.codes until here.
CALL pg_temp.under_lock('c3', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS codes;
$ddl$);

-- c4 · Unique constraint order_codes.codes gets its name, which is free now.
CALL pg_temp.run('c4', $ddl$
ALTER INDEX public._sg_20260101000000_new_codes RENAME TO codes;
$ddl$);

CALL pg_temp.end_file(last => true);
