-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users  + column shout
--          + column status
--          ~ table: kept true by a trigger
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.users.shout,column public.users.status}');

-- e1 · New column users.shout, empty in existing rows for now.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS shout text;
$ddl$);

-- e2 · New column users.status, empty in existing rows for now.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS status text;
$ddl$);

-- e3 · A trigger on table users fills in shout, status for the old application. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF NEW.shout IS NULL THEN
        NEW.shout := (SELECT upper(name) FROM (SELECT NEW.*) AS users);
    END IF;
    IF NEW.status IS NULL THEN
        NEW.status := ('active');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER zz_sg_20260101000000_users;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
