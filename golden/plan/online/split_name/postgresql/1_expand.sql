-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users  + column first_name
--          ~ column full_name: nullable
--          + column last_name
--          ~ table: kept true by a trigger
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.full_name}',
    lacks => '{column public.users.first_name,column public.users.last_name}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'full_name', 'gone']],
    known => '{public.users users_pkey}');
$ddl$);

-- e2 · New column users.first_name, empty in existing rows for now.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS first_name text;
$ddl$);

-- e3 · The new application does not write column users.full_name any more.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN full_name DROP NOT NULL;
$ddl$);

-- e4 · New column users.last_name, empty in existing rows for now.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS last_name text;
$ddl$);

-- e5 · A trigger on table users derives first_name, last_name while the old application writes what it stands on. Its name lets it fire last.
CALL pg_temp.under_lock('e5', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.first_name IS NULL THEN
            NEW.first_name := (SELECT split_part(full_name, ' ', 1) FROM (SELECT NEW.*) AS users);
        END IF;
    ELSIF NEW.first_name IS NOT DISTINCT FROM OLD.first_name AND ((SELECT split_part(full_name, ' ', 1) FROM (SELECT NEW.*) AS users))::text IS DISTINCT FROM ((SELECT split_part(full_name, ' ', 1) FROM (SELECT OLD.*) AS users))::text THEN
        NEW.first_name := (SELECT split_part(full_name, ' ', 1) FROM (SELECT NEW.*) AS users);
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.last_name IS NULL THEN
            NEW.last_name := (SELECT nullif(split_part(full_name, ' ', 2), '') FROM (SELECT NEW.*) AS users);
        END IF;
    ELSIF NEW.last_name IS NOT DISTINCT FROM OLD.last_name AND ((SELECT nullif(split_part(full_name, ' ', 2), '') FROM (SELECT NEW.*) AS users))::text IS DISTINCT FROM ((SELECT nullif(split_part(full_name, ' ', 2), '') FROM (SELECT OLD.*) AS users))::text THEN
        NEW.last_name := (SELECT nullif(split_part(full_name, ' ', 2), '') FROM (SELECT NEW.*) AS users);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER zz_sg_20260101000000_users;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
