-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   alarms  + column _sg_20260101000000_new_severity
--           ~ table: kept true by a trigger
--
-- Strongest locks: alarms access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.alarms}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.alarms.severity: level,type public.level,column public.alarms.severity}',
    lacks => '{column public.alarms.severity: integer}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.alarms', 'severity', 'replaced']],
    known => '{public.alarms alarms_pkey,public.alarms severity}');
$ddl$);

-- e2 · A column of type integer beside column alarms.severity: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.alarms}', $ddl$
ALTER TABLE public.alarms ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_severity integer;
CALL pg_temp.copy_column_settings('public.alarms', 'severity', '_sg_20260101000000_new_severity');
$ddl$);

-- e3 · A trigger on table alarms writes every value in its new type to _sg_20260101000000_new_severity as well. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.alarms}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_alarms() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_severity := (SELECT (CASE severity::text WHEN 'high' THEN '10' WHEN 'low' THEN '1' ELSE severity::text END)::integer FROM (SELECT NEW.*) AS alarms);
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_severity := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_alarms BEFORE INSERT OR UPDATE ON public.alarms
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_alarms();
ALTER TABLE public.alarms ENABLE ALWAYS TRIGGER zz_sg_20260101000000_alarms;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
