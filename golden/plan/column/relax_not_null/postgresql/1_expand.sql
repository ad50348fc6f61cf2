-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ column age: nullable
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    has => '{not null public.users.age,column public.users.age}');

-- e1 · Column users.age may be empty.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN age DROP NOT NULL;
$ddl$);
