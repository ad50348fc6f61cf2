-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users  + column born_on
--          + column euros
--          + column login
--          ~ table: kept true by a trigger
--          + index _sg_20260101000000_new_users_name_key
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.birth,column public.users.birth: text,column public.users.cents,column public.users.cents: integer,column public.users.name}',
    lacks => '{column public.users.born_on,column public.users.born_on: date,column public.users.euros,"column public.users.euros: numeric(12,2)",column public.users.login}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'birth', 'replaced'], ['column', 'public.users', 'cents', 'replaced'], ['column', 'public.users', 'name', 'replaced']],
    known => '{public.users _sg_20260101000000_new_users_name_key,public.users cents,public.users users_name_key,public.users users_pkey}');
$ddl$);

-- e2 · The new name of column users.birth is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS born_on date;
CALL pg_temp.copy_column_settings('public.users', 'birth', 'born_on');
$ddl$);

-- e3 · The new name of column users.cents is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS euros numeric(12,2);
CALL pg_temp.copy_column_settings('public.users', 'cents', 'euros');
$ddl$);

-- e4 · The new name of column users.name is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS login text;
CALL pg_temp.copy_column_settings('public.users', 'name', 'login');
$ddl$);

-- e5 · A trigger on table users keeps birth and born_on, cents and euros, name and login equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e5', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
DECLARE
    _sg_same boolean;
BEGIN
    BEGIN
        _sg_same := ((NEW.born_on IS NOT DISTINCT FROM ((SELECT nullif(birth, '')::date FROM (SELECT NEW.*) AS users))::date OR NEW.birth IS NOT DISTINCT FROM ((SELECT to_char(born_on, 'YYYY-MM-DD') FROM (SELECT NEW.*) AS users))::text));
    EXCEPTION WHEN OTHERS THEN
        _sg_same := false;
    END;
    IF NEW.born_on IS NULL OR NOT _sg_same THEN
        BEGIN
            NEW.born_on := (SELECT nullif(birth, '')::date FROM (SELECT NEW.*) AS users);
        EXCEPTION WHEN OTHERS THEN
            NEW.born_on := NULL;  -- the old application goes on; the next file stops at such a row
        END;
    END IF;
    BEGIN
        _sg_same := ((row(NEW.euros)::record *= row(((SELECT cents / 100.0 FROM (SELECT NEW.*) AS users))::numeric(12,2))::record OR NEW.cents IS NOT DISTINCT FROM ((SELECT (euros * 100)::integer FROM (SELECT NEW.*) AS users))::integer));
    EXCEPTION WHEN OTHERS THEN
        _sg_same := false;
    END;
    IF NEW.euros IS NULL OR NOT _sg_same THEN
        BEGIN
            NEW.euros := (SELECT cents / 100.0 FROM (SELECT NEW.*) AS users);
        EXCEPTION WHEN OTHERS THEN
            NEW.euros := NULL;  -- the old application goes on; the next file stops at such a row
        END;
    END IF;
    NEW.login := NEW.name;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER zz_sg_20260101000000_users;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
DECLARE
    _sg_same boolean;
BEGIN
    BEGIN
        _sg_same := ((NEW.born_on IS NOT DISTINCT FROM ((SELECT nullif(birth, '')::date FROM (SELECT NEW.*) AS users))::date OR NEW.birth IS NOT DISTINCT FROM ((SELECT to_char(born_on, 'YYYY-MM-DD') FROM (SELECT NEW.*) AS users))::text));
    EXCEPTION WHEN OTHERS THEN
        _sg_same := false;
    END;
    IF NEW.born_on IS DISTINCT FROM OLD.born_on AND NOT _sg_same THEN
        IF NOT (NEW.birth IS DISTINCT FROM OLD.birth) THEN
            NEW.birth := (SELECT to_char(born_on, 'YYYY-MM-DD') FROM (SELECT NEW.*) AS users);
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns birth and born_on of users are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    BEGIN
        _sg_same := ((row(NEW.euros)::record *= row(((SELECT cents / 100.0 FROM (SELECT NEW.*) AS users))::numeric(12,2))::record OR NEW.cents IS NOT DISTINCT FROM ((SELECT (euros * 100)::integer FROM (SELECT NEW.*) AS users))::integer));
    EXCEPTION WHEN OTHERS THEN
        _sg_same := false;
    END;
    IF row(NEW.euros)::record *<> row(OLD.euros)::record AND NOT _sg_same THEN
        IF NOT (NEW.cents IS DISTINCT FROM CASE WHEN TG_OP = 'INSERT' AND TG_NARGS > 0 THEN (0)::integer ELSE OLD.cents END) THEN
            NEW.cents := (SELECT (euros * 100)::integer FROM (SELECT NEW.*) AS users);
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns cents and euros of users are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    IF NEW.login IS DISTINCT FROM OLD.login AND NEW.login IS DISTINCT FROM NEW.name THEN
        IF NOT (NEW.name IS DISTINCT FROM OLD.name) THEN
            NEW.name := NEW.login;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns name and login of users are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_users" BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER "!_sg_20260101000000_users";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e6 · Index users._sg_20260101000000_new_users_name_key, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e6', builds => 'public._sg_20260101000000_new_users_name_key') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_users_name_key') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_users_name_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_users_name_key ON public.users USING btree (login);
SET lock_timeout = '200ms';
CALL pg_temp.done('e6');
\endif

CALL pg_temp.end_file();
