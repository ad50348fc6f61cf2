-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   a  + column _sg_20260101000000_new_id
--      ~ table: kept true by a trigger
--   b  ~ column id: numbering
--
-- Strongest locks: a access-exclusive, b access-exclusive.
-- Reads in full: b.
-- Reads all rows while others wait: step e4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.a,public.b,public.c}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.a.id: integer,column public.a.id,column public.b.id,column public.c.id}',
    lacks => '{column public.a.id: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.a', 'id', 'replaced']],
    known => '{public.a _sg_20260101000000_new_a_pkey,public.a a_pkey,public.a id}');
$ddl$);

-- e2 · A column of type bigint beside column a.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.a}', $ddl$
ALTER TABLE public.a ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
CALL pg_temp.copy_column_settings('public.a', 'id', '_sg_20260101000000_new_id');
$ddl$);

-- e3 · A trigger on table a writes every value in its new type to _sg_20260101000000_new_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.a}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_a() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_a BEFORE INSERT OR UPDATE ON public.a
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_a();
ALTER TABLE public.a ENABLE ALWAYS TRIGGER zz_sg_20260101000000_a;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e4 · Numbers for column b.id, going on behind the greatest one in use.
CALL pg_temp.under_lock('e4', '{public.b}', $ddl$
CREATE SEQUENCE public.b_id_seq AS integer;
CALL pg_temp.share_sequence('public.b', 'public.b_id_seq');
ALTER SEQUENCE public.b_id_seq OWNED BY public.b.id;
SELECT setval(pg_get_serial_sequence('public.b', 'id'), greatest(max(id)::bigint + 1, 1), false) FROM public.b;
ALTER TABLE public.b ALTER COLUMN id SET DEFAULT nextval('public.b_id_seq'::regclass);
$ddl$);

CALL pg_temp.end_file();
