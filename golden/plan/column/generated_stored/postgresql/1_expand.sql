-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  + column whole
--          ~ all rows written anew
--
-- Strongest locks: users access-exclusive.
-- Writes anew in full, while readers and writers wait: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    lacks => '{column public.users.whole}');

-- e1 · New column users.whole; its values are written into every row.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS whole text GENERATED ALWAYS AS (first || ' ' || last) STORED;
$ddl$);
