-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   bigs_id_seq    ~ sequence: options
--   frees_id_seq   ~ sequence: options, owner
--   owners_id_seq  ~ sequence: options, owner
--   narrows        + column _sg_20260101000000_new_id
--                  ~ table: kept true by a trigger
--   wides          + column _sg_20260101000000_new_id
--                  ~ table: kept true by a trigger
--
-- Strongest locks: bigs_id_seq share-row-exclusive, frees_id_seq share-row-exclusive, frees access-share, owners_id_seq share-row-exclusive, narrows access-exclusive, wides access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.narrows,public.wides}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.narrows.id: bigint,column public.wides.id: integer,column public.bigs.id,column public.frees.id,column public.narrows.id,column public.owners.id,column public.wides.id}',
    lacks => '{column public.narrows.id: integer,column public.wides.id: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.narrows', 'id', 'replaced'], ['column', 'public.wides', 'id', 'replaced']],
    known => '{public.narrows _sg_20260101000000_new_narrows_pkey,public.narrows id,public.narrows narrows_pkey,public.wides _sg_20260101000000_new_wides_pkey,public.wides id,public.wides wides_pkey}');
$ddl$);

-- e2 · New options for sequence bigs_id_seq.
CALL pg_temp.run('e2', $ddl$
ALTER SEQUENCE public.bigs_id_seq CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 1
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 1 THEN 1
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.bigs_id_seq;
ALTER SEQUENCE public.bigs_id_seq AS integer MINVALUE 1 MAXVALUE 2147483647 RESTART;
SELECT setval('public.bigs_id_seq', current_setting('schemagen.position')::bigint, false);
$ddl$);

-- e3 · New options for sequence frees_id_seq.
CALL pg_temp.run('e3', $ddl$
ALTER SEQUENCE public.frees_id_seq CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 1
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 1 THEN 1
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.frees_id_seq;
ALTER SEQUENCE public.frees_id_seq AS integer MINVALUE 1 MAXVALUE 2147483647 RESTART;
SELECT setval('public.frees_id_seq', current_setting('schemagen.position')::bigint, false);
$ddl$);

-- e4 · Sequence frees_id_seq belongs to its column from here on, and would be dropped with it.
CALL pg_temp.run('e4', $ddl$
ALTER SEQUENCE public.frees_id_seq OWNED BY public.frees.id;
$ddl$);

-- e5 · New options for sequence owners_id_seq.
CALL pg_temp.run('e5', $ddl$
ALTER SEQUENCE public.owners_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807;
$ddl$);

-- e6 · Sequence owners_id_seq belongs to no column any more.
CALL pg_temp.run('e6', $ddl$
ALTER SEQUENCE public.owners_id_seq OWNED BY NONE;
$ddl$);

-- e7 · A column of type integer beside column narrows.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e7', '{public.narrows}', $ddl$
ALTER TABLE public.narrows ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id integer;
CALL pg_temp.copy_column_settings('public.narrows', 'id', '_sg_20260101000000_new_id');
$ddl$);

-- e8 · A trigger on table narrows writes every value in its new type to _sg_20260101000000_new_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e8', '{public.narrows}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_narrows() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_id := NEW.id::integer;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_id := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_narrows BEFORE INSERT OR UPDATE ON public.narrows
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_narrows();
ALTER TABLE public.narrows ENABLE ALWAYS TRIGGER zz_sg_20260101000000_narrows;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e9 · A column of type bigint beside column wides.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e9', '{public.wides}', $ddl$
ALTER TABLE public.wides ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
CALL pg_temp.copy_column_settings('public.wides', 'id', '_sg_20260101000000_new_id');
$ddl$);

-- e10 · A trigger on table wides writes every value in its new type to _sg_20260101000000_new_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e10', '{public.wides}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_wides() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_wides BEFORE INSERT OR UPDATE ON public.wides
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_wides();
ALTER TABLE public.wides ENABLE ALWAYS TRIGGER zz_sg_20260101000000_wides;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
