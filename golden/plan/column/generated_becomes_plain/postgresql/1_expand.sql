-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ table: kept true by a trigger
--          ~ column twice: no longer computed
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.twice}');

-- e1 · A trigger on table users derives twice while the old application writes what it stands on. Its name lets it fire last.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.twice IS NULL THEN
            NEW.twice := (SELECT amount * 2 FROM (SELECT NEW.*) AS users);
        END IF;
    ELSIF NEW.twice IS NOT DISTINCT FROM OLD.twice AND ((SELECT amount * 2 FROM (SELECT NEW.*) AS users))::integer IS DISTINCT FROM ((SELECT amount * 2 FROM (SELECT OLD.*) AS users))::integer THEN
        NEW.twice := (SELECT amount * 2 FROM (SELECT NEW.*) AS users);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER zz_sg_20260101000000_users;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e2 · Column users.twice is no longer computed and keeps its values.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN twice DROP EXPRESSION IF EXISTS;
$ddl$);

CALL pg_temp.end_file();
