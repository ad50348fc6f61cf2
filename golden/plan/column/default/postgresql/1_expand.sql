-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ column a: new default
--          ~ column c: new default
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{default public.users.a: 1,default public.users.b,column public.users.a,column public.users.b,column public.users.c}',
    lacks => '{default public.users.c}');

-- e1 · A new default for column users.a: rows that are there keep their values.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN a SET DEFAULT 10;
$ddl$);

-- e2 · A new default for column users.c: rows that are there keep their values.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN c SET DEFAULT 3;
$ddl$);

CALL pg_temp.end_file();
