-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   points  + column _sg_20260101000000_new_size
--           + column _sg_20260101000000_new_x
--           ~ table: kept true by a trigger
--
-- Strongest locks: points access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.points}',
    marker => 'public._sg_20260101000000()',
    has => '{"column public.points.size: numeric(10,2)",column public.points.x: text,column public.points.size,column public.points.x}',
    lacks => '{column public.points.size: integer,column public.points.x: integer}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.points', 'size', 'replaced'], ['column', 'public.points', 'x', 'replaced']],
    known => '{public.points points_pkey}');
$ddl$);

-- e2 · A column of type integer beside column points.size: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.points}', $ddl$
ALTER TABLE public.points ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_size integer;
CALL pg_temp.copy_column_settings('public.points', 'size', '_sg_20260101000000_new_size');
$ddl$);

-- e3 · A column of type integer beside column points.x: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.points}', $ddl$
ALTER TABLE public.points ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_x integer;
CALL pg_temp.copy_column_settings('public.points', 'x', '_sg_20260101000000_new_x');
$ddl$);

-- e4 · A trigger on table points writes every value in its new type to _sg_20260101000000_new_size, _sg_20260101000000_new_x as well. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.points}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_points() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_size := NEW.size::integer;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_size := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    BEGIN
        NEW._sg_20260101000000_new_x := NEW.x::integer;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_x := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_points BEFORE INSERT OR UPDATE ON public.points
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_points();
ALTER TABLE public.points ENABLE ALWAYS TRIGGER zz_sg_20260101000000_points;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
