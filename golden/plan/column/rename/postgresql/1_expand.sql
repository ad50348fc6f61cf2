-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users  + column full_name
--          + column years
--          ~ table: kept true by a trigger
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.age,column public.users.name}',
    lacks => '{column public.users.full_name,column public.users.years}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'age', 'replaced'], ['column', 'public.users', 'name', 'replaced']],
    known => '{public.users _sg_20260101000000_new_users_age,public.users _sg_20260101000000_new_users_age_check,public.users users_age,public.users users_age_check,public.users users_pkey}');
$ddl$);

-- e2 · The new name of column users.name is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS full_name text;
CALL pg_temp.copy_column_settings('public.users', 'name', 'full_name');
$ddl$);

-- e3 · The new name of column users.age is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS years integer;
CALL pg_temp.copy_column_settings('public.users', 'age', 'years');
$ddl$);

-- e4 · A trigger on table users keeps name and full_name, age and years equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.full_name := NEW.name;
    NEW.years := NEW.age;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER zz_sg_20260101000000_users;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.full_name IS DISTINCT FROM OLD.full_name AND NEW.full_name IS DISTINCT FROM NEW.name THEN
        IF NOT (NEW.name IS DISTINCT FROM OLD.name) THEN
            NEW.name := NEW.full_name;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns name and full_name of users are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    IF NEW.years IS DISTINCT FROM OLD.years AND NEW.years IS DISTINCT FROM NEW.age THEN
        IF NOT (NEW.age IS DISTINCT FROM OLD.age) THEN
            NEW.age := NEW.years;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns age and years of users are given different values.',
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

CALL pg_temp.end_file();
