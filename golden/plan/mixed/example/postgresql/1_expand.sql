-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users   + column full_name
--           + column status
--           ~ table: kept true by a trigger
--           + index users_email_idx
--   orders  + index orders_user_id_idx
--
-- Strongest locks: users access-exclusive, orders share-update-exclusive.
-- Reads in full: orders, users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.orders,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.user_name}',
    lacks => '{column public.users.full_name,column public.users.status,constraint public.orders.orders_user_id_fkey,valid index public.orders_user_id_idx,valid index public.users_email_idx}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'user_name', 'replaced']],
    known => '{public.orders orders_pkey,public.orders orders_user_id_fkey,public.orders orders_user_id_idx,public.users users_email_idx,public.users users_pkey}');
$ddl$);

-- e2 · The new name of column users.user_name is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS full_name text;
CALL pg_temp.copy_column_settings('public.users', 'user_name', 'full_name');
$ddl$);

-- e3 · New column users.status, empty in existing rows for now.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS status text;
$ddl$);

-- e4 · A trigger on table users fills in status for the old application; keeps user_name and full_name equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW.full_name := NEW.user_name;
    IF NEW.status IS NULL THEN
        NEW.status := ('active');
    END IF;
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
BEGIN
    IF NEW.full_name IS DISTINCT FROM OLD.full_name AND NEW.full_name IS DISTINCT FROM NEW.user_name THEN
        IF NOT (NEW.user_name IS DISTINCT FROM OLD.user_name) THEN
            NEW.user_name := NEW.full_name;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns user_name and full_name of users are given different values.',
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

-- e5 · Index orders.orders_user_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e5', builds => 'public.orders_user_id_idx') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.orders_user_id_idx') AND NOT indisvalid) THEN
        DROP INDEX public.orders_user_id_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_user_id_idx ON public.orders USING btree (user_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e5');
\endif

-- e6 · Index users.users_email_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e6', builds => 'public.users_email_idx') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_email_idx') AND NOT indisvalid) THEN
        DROP INDEX public.users_email_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email_idx ON public.users USING btree (email);
SET lock_timeout = '200ms';
CALL pg_temp.done('e6');
\endif

CALL pg_temp.end_file();
