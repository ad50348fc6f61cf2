-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   add(integer, integer)  + function
--   add(text, text)        + function
--   clean()                + function
--   touch()                + function
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    lacks => '{function public.clean,function public.touch}');

-- e1 · New function add(integer, integer).
CALL pg_temp.run('e1', $ddl$
CREATE OR REPLACE FUNCTION public.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
COMMENT ON FUNCTION public.add(integer, integer) IS 'Adds';
$ddl$);

-- e2 · New function add(text, text).
CALL pg_temp.run('e2', $ddl$
CREATE OR REPLACE FUNCTION public.add(text, text) RETURNS text LANGUAGE sql AS $$ SELECT $1 || $2 $$;
$ddl$);

-- e3 · New function clean().
CALL pg_temp.run('e3', $ddl$
CREATE OR REPLACE PROCEDURE public.clean() LANGUAGE sql AS $$ DELETE FROM users WHERE name = '' $$;
$ddl$);

-- e4 · New function touch().
CALL pg_temp.run('e4', $ddl$
CREATE OR REPLACE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name := trim(NEW.name);
    RETURN NEW;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
