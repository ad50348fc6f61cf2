-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e2 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   "odd ""table; --"  + partition Table: kept out of the default partition, proved for existing rows
--                      ~ partition table: comment
--                      + index index of it's order: on the table without its partitions, index built, on the partitions
--
-- Strongest locks: "odd ""table; --"."rest $$" access-exclusive, "odd ""table; --" share, "odd ""table; --".table share-update-exclusive, "odd ""table; --"."a partition whose name takes all the sixty-three bytes that fit" share-update-exclusive.
-- Reads in full: "odd ""table; --"."rest $$", "odd ""table; --"."a partition whose name takes all the sixty-three bytes that fit", "odd ""table; --".table.
-- Stops before it changes anything when rows would violate a rule further down: step e1.
-- Fails, and changes nothing, when existing rows violate the new rule: step e3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{"public.\"Table\"","public.\"odd \"\"table; --\"","public.\"table\""}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.table}',
    lacks => '{valid index public.index of it''s order,table public.Table}');

-- e1 · Rows of the new partition "odd ""table; --".Table that the default partition holds would stop this file later on.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.stop_if('rows of "rest $$"', 'belong in the new partition Table',
    'Move them out of the default partition first.',
    'ctid::text', $rows$public."rest $$"
             WHERE "order" IS NOT NULL AND "order" = 'a;b'::text$rows$);
$ddl$);

-- e2 · The default partition takes no more rows of the new partition "odd ""table; --".Table: until that is attached, new rows of it are refused.
CALL pg_temp.under_lock('e2', '{"public.\"rest $$\""}', $ddl$
ALTER TABLE public."rest $$" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_not_Table";
ALTER TABLE public."rest $$" ADD CONSTRAINT "_sg_20260101000000_not_Table" CHECK (NOT ("order" IS NOT NULL AND "order" = 'a;b'::text)) NOT VALID;
$ddl$);

-- e3 · The default partition is searched for rows of the new partition "odd ""table; --".Table without blocking writers.
CALL pg_temp.under_lock('e3', '{"public.\"rest $$\""}', $ddl$
ALTER TABLE public."rest $$" VALIDATE CONSTRAINT "_sg_20260101000000_not_Table";
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e4 · New partition "odd ""table; --".Table, made beside its table and attached.
CALL pg_temp.under_lock('e4', '{"public.\"rest $$\""}', $ddl$
CREATE TABLE public."Table" (LIKE public."odd ""table; --" INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public."odd ""table; --" ATTACH PARTITION public."Table" FOR VALUES IN ('a;b');
ALTER TABLE public."rest $$" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_not_Table";
$ddl$);

-- e5 · A new comment for partition "odd ""table; --".table.
CALL pg_temp.under_lock('e5', '{"public.\"table\""}', $ddl$
COMMENT ON TABLE public."table" IS 'it''s "one"';
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e6 · Index "odd ""table; --"."index of it's order" on the table without its partitions: nothing is read, and it serves when every partition has its part.
CALL pg_temp.under_lock('e6', '{"public.\"odd \"\"table; --\""}', $ddl$
CREATE INDEX IF NOT EXISTS "index of it's order" ON ONLY public."odd ""table; --" USING btree ("order", "Größe" DESC);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e7 · Index "odd ""table; --"."index of it's order" on partition Table, built without blocking writers.
SELECT pg_temp.begins('e7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public."Table_index of it''s order"') AND NOT indisvalid) THEN
        DROP INDEX public."Table_index of it's order";
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "Table_index of it's order" ON public."Table" USING btree ("order", "Größe" DESC);
SET lock_timeout = '200ms';
CALL pg_temp.done('e7');
\endif

-- e8 · Index "odd ""table; --"."index of it's order" on partition "a partition whose name takes all the sixty-three bytes that fit", built without blocking writers.
SELECT pg_temp.begins('e8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public."a partition whose name takes all the sixty-three bytes_2f5bbab7"') AND NOT indisvalid) THEN
        DROP INDEX public."a partition whose name takes all the sixty-three bytes_2f5bbab7";
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "a partition whose name takes all the sixty-three bytes_2f5bbab7" ON public."a partition whose name takes all the sixty-three bytes that fit" USING btree ("order", "Größe" DESC);
SET lock_timeout = '200ms';
CALL pg_temp.done('e8');
\endif

-- e9 · Index "odd ""table; --"."index of it's order" on partition table, built without blocking writers.
SELECT pg_temp.begins('e9') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public."table_index of it''s order"') AND NOT indisvalid) THEN
        DROP INDEX public."table_index of it's order";
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "table_index of it's order" ON public."table" USING btree ("order", "Größe" DESC);
SET lock_timeout = '200ms';
CALL pg_temp.done('e9');
\endif

-- e10 · Index "odd ""table; --"."index of it's order" on partition "rest $$", built without blocking writers.
SELECT pg_temp.begins('e10') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $sg$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public."rest $$_index of it''s order"') AND NOT indisvalid) THEN
        DROP INDEX public."rest $$_index of it's order";
    END IF;
END
$sg$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "rest $$_index of it's order" ON public."rest $$" USING btree ("order", "Größe" DESC);
SET lock_timeout = '200ms';
CALL pg_temp.done('e10');
\endif

-- e11 · Index "odd ""table; --"."index of it's order" takes over that of partition Table, whose readers and writers wait for an instant.
CALL pg_temp.look('e11', $ddl$
ALTER INDEX public."index of it's order" ATTACH PARTITION public."Table_index of it's order";
$ddl$);

-- e12 · Index "odd ""table; --"."index of it's order" takes over that of partition "a partition whose name takes all the sixty-three bytes that fit", whose readers and writers wait for an instant.
CALL pg_temp.look('e12', $ddl$
ALTER INDEX public."index of it's order" ATTACH PARTITION public."a partition whose name takes all the sixty-three bytes_2f5bbab7";
$ddl$);

-- e13 · Index "odd ""table; --"."index of it's order" takes over that of partition "rest $$", whose readers and writers wait for an instant.
CALL pg_temp.look('e13', $ddl$
ALTER INDEX public."index of it's order" ATTACH PARTITION public."rest $$_index of it's order";
$ddl$);

-- e14 · Index "odd ""table; --"."index of it's order" takes over that of partition table, whose readers and writers wait for an instant.
CALL pg_temp.look('e14', $ddl$
ALTER INDEX public."index of it's order" ATTACH PARTITION public."table_index of it's order";
$ddl$);

-- e15 · Index "odd ""table; --"."index of it's order" must be on every partition now.
CALL pg_temp.run('e15', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public."index of it''s order"'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index "odd ""table; --"."index of it''s order"'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
