-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   is_code(integer)  + function
--   make_code()       + function
--   users             + column code
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.users.code,constraint public.users.users_code_check,function public.is_code,function public.make_code}');

-- e1 · New function is_code(integer).
CALL pg_temp.run('e1', $ddl$
CREATE OR REPLACE FUNCTION public.is_code(integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
$ddl$);

-- e2 · New function make_code().
CALL pg_temp.run('e2', $ddl$
CREATE OR REPLACE FUNCTION public.make_code() RETURNS integer LANGUAGE sql AS 'SELECT 7';
$ddl$);

-- e3 · New column users.code, empty in existing rows for now.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS code integer;
ALTER TABLE public.users ALTER COLUMN code SET DEFAULT make_code();
$ddl$);

CALL pg_temp.end_file();
