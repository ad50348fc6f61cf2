-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   parts  + column mail
--          ~ table: kept true by a trigger
--
-- Strongest locks: parts access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.parts.email,function public.stamp}',
    lacks => '{column public.parts.mail}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.parts', 'email', 'replaced']],
    known => '{public.parts parts_pkey,public.parts parts_stamp}');
$ddl$);

-- e2 · The new name of column parts.email is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.parts}', $ddl$
ALTER TABLE public.parts ADD COLUMN IF NOT EXISTS mail text;
CALL pg_temp.copy_column_settings('public.parts', 'email', 'mail');
$ddl$);

-- e3 · A trigger on table parts keeps email and mail equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.parts}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_parts() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.mail := NEW.email;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_parts BEFORE INSERT OR UPDATE ON public.parts
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_parts();
ALTER TABLE public.parts ENABLE ALWAYS TRIGGER zz_sg_20260101000000_parts;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_parts() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.mail IS DISTINCT FROM OLD.mail AND NEW.mail IS DISTINCT FROM NEW.email THEN
        IF NOT (NEW.email IS DISTINCT FROM OLD.email) THEN
            NEW.email := NEW.mail;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns email and mail of parts are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_parts" BEFORE INSERT OR UPDATE ON public.parts
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_parts();
ALTER TABLE public.parts ENABLE ALWAYS TRIGGER "!_sg_20260101000000_parts";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
