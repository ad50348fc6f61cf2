-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users  + column _sg_20260101000000_new_code
--          + column _sg_20260101000000_new_flags
--          + column _sg_20260101000000_new_name
--          ~ table: kept true by a trigger
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.code: integer,column public.users.flags: bit varying(8),column public.users.name: text,column public.users.code,column public.users.flags,column public.users.name}',
    lacks => '{column public.users.code: character varying(12),column public.users.flags: bit varying(4),column public.users.name: character varying(40)}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'code', 'replaced'], ['column', 'public.users', 'flags', 'replaced'], ['column', 'public.users', 'name', 'replaced']],
    known => '{public.users users_pkey}');
$ddl$);

-- e2 · A column of type character varying(12) beside column users.code: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_code character varying(12);
CALL pg_temp.copy_column_settings('public.users', 'code', '_sg_20260101000000_new_code');
$ddl$);

-- e3 · A column of type bit varying(4) beside column users.flags: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_flags bit varying(4);
CALL pg_temp.copy_column_settings('public.users', 'flags', '_sg_20260101000000_new_flags');
$ddl$);

-- e4 · A column of type character varying(40) beside column users.name: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_name character varying(40);
CALL pg_temp.copy_column_settings('public.users', 'name', '_sg_20260101000000_new_name');
$ddl$);

-- e5 · A trigger on table users writes every value in its new type to _sg_20260101000000_new_code, _sg_20260101000000_new_flags, _sg_20260101000000_new_name as well. Its name lets it fire last.
CALL pg_temp.under_lock('e5', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_code := NEW.code;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_code := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    BEGIN
        NEW._sg_20260101000000_new_flags := NEW.flags;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_flags := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    BEGIN
        NEW._sg_20260101000000_new_name := NEW.name;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_name := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER zz_sg_20260101000000_users;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
