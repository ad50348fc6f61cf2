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
    IF TG_OP = 'INSERT' THEN
        IF NEW.full_name IS NULL THEN
            NEW.full_name := NEW.name;
        ELSE
            NEW.name := NEW.full_name;
        END IF;
    ELSIF NEW.full_name IS DISTINCT FROM OLD.full_name AND NEW.full_name IS DISTINCT FROM NEW.name THEN
        NEW.name := NEW.full_name;
    ELSIF NEW.name IS DISTINCT FROM OLD.name THEN
        NEW.full_name := NEW.name;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.years IS NULL THEN
            NEW.years := NEW.age;
        ELSE
            NEW.age := NEW.years;
        END IF;
    ELSIF NEW.years IS DISTINCT FROM OLD.years AND NEW.years IS DISTINCT FROM NEW.age THEN
        NEW.age := NEW.years;
    ELSIF NEW.age IS DISTINCT FROM OLD.age THEN
        NEW.years := NEW.age;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
