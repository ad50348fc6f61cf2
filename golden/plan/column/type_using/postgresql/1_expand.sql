-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users  + column _sg_20260101000000_new_total
--          ~ table: kept true by a trigger
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.total: text,column public.users.total}',
    lacks => '{"column public.users.total: numeric(12,2)"}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'total', 'replaced']],
    known => '{public.users users_pkey}');
$ddl$);

-- e2 · A column of type numeric(12,2) beside column users.total: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_total numeric(12,2);
CALL pg_temp.copy_column_settings('public.users', 'total', '_sg_20260101000000_new_total');
$ddl$);

-- e3 · A trigger on table users writes every value in its new type to _sg_20260101000000_new_total as well. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_total := (SELECT cast(total as numeric) FROM (SELECT NEW.*) AS users);
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_total := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER zz_sg_20260101000000_users;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
