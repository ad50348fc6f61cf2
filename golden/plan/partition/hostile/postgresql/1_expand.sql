-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e2 on.
-- This migration has nothing to do in migrate and contract.
--
--   "odd ""table; --"  + partition Table: kept out of the default partition, proved for existing rows
--                      ~ partition table: comment
--                      + index index of it's order: on the table without its partitions, index built, on the partitions
--
-- Strongest locks: "odd ""table; --"."rest $$" access-exclusive, "odd ""table; --" share, "odd ""table; --".table share-update-exclusive, "odd ""table; --"."a partition whose name takes all the sixty-three bytes that fit" share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: "odd ""table; --"."rest $$", "odd ""table; --"."a partition whose name takes all the sixty-three bytes that fit", "odd ""table; --".table.
-- Stops before it changes anything when rows would violate a rule further down: step e1.
-- Fails, and changes nothing, when existing rows violate the new rule: step e3.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e7, e8, e9 and e10.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET client_encoding = 'UTF8';

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=yes tx=own
-- Rows of the new partition "odd ""table; --".Table that the default partition holds would stop this file later on.
BEGIN;
DO $sg$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public."rest $$"
             WHERE "order" IS NOT NULL AND "order" = 'a;b'::text) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % belong in the new partition Table; the first: %', _sg_rows, '"rest $$"', _sg_keys
            USING HINT = 'Move them out of the default partition first.';
    END IF;
END
$sg$;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:"odd ""table; --"."rest $$" rewrite=no scan=no tx=own
-- The default partition takes no more rows of the new partition "odd ""table; --".Table: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public."rest $$" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_not_Table";
ALTER TABLE public."rest $$" ADD CONSTRAINT "_sg_20260101000000_not_Table" CHECK (NOT ("order" IS NOT NULL AND "order" = 'a;b'::text)) NOT VALID;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:"odd ""table; --"."rest $$" rewrite=no scan=yes tx=own
-- The default partition is searched for rows of the new partition "odd ""table; --".Table without blocking writers.
BEGIN;
ALTER TABLE public."rest $$" VALIDATE CONSTRAINT "_sg_20260101000000_not_Table";
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:"odd ""table; --",access-exclusive:"odd ""table; --"."rest $$" rewrite=no scan=no tx=own
-- New partition "odd ""table; --".Table, made beside its table and attached.
BEGIN;
CREATE TABLE public."Table" (LIKE public."odd ""table; --" INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public."odd ""table; --" ATTACH PARTITION public."Table" FOR VALUES IN ('a;b');
ALTER TABLE public."rest $$" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_not_Table";
COMMIT;

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:"odd ""table; --".table rewrite=no scan=no tx=own
-- A new comment for partition "odd ""table; --".table.
BEGIN;
COMMENT ON TABLE public."table" IS 'it''s "one"';
COMMIT;

-- schemagen: id=e6 phase=expand lock=share:"odd ""table; --" rewrite=no scan=no tx=own
-- Index "odd ""table; --"."index of it's order" on the table without its partitions: nothing is read, and it serves when every partition has its part.
BEGIN;
CREATE INDEX IF NOT EXISTS "index of it's order" ON ONLY public."odd ""table; --" USING btree ("order", "Größe" DESC);
COMMIT;

-- schemagen: id=e7 phase=expand lock=none rewrite=no scan=no tx=none
-- Index "odd ""table; --"."index of it's order" on partition Table, built without blocking writers.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=e8 phase=expand lock=share-update-exclusive:"odd ""table; --"."a partition whose name takes all the sixty-three bytes that fit" rewrite=no scan=yes tx=none
-- Index "odd ""table; --"."index of it's order" on partition "a partition whose name takes all the sixty-three bytes that fit", built without blocking writers.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=e9 phase=expand lock=share-update-exclusive:"odd ""table; --".table rewrite=no scan=yes tx=none
-- Index "odd ""table; --"."index of it's order" on partition table, built without blocking writers.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=e10 phase=expand lock=share-update-exclusive:"odd ""table; --"."rest $$" rewrite=no scan=yes tx=none
-- Index "odd ""table; --"."index of it's order" on partition "rest $$", built without blocking writers.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=e11 phase=expand lock=none rewrite=no scan=no tx=own
-- Index "odd ""table; --"."index of it's order" takes over that of partition Table, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public."index of it's order" ATTACH PARTITION public."Table_index of it's order";
COMMIT;

-- schemagen: id=e12 phase=expand lock=none rewrite=no scan=no tx=own
-- Index "odd ""table; --"."index of it's order" takes over that of partition "a partition whose name takes all the sixty-three bytes that fit", whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public."index of it's order" ATTACH PARTITION public."a partition whose name takes all the sixty-three bytes_2f5bbab7";
COMMIT;

-- schemagen: id=e13 phase=expand lock=none rewrite=no scan=no tx=own
-- Index "odd ""table; --"."index of it's order" takes over that of partition "rest $$", whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public."index of it's order" ATTACH PARTITION public."rest $$_index of it's order";
COMMIT;

-- schemagen: id=e14 phase=expand lock=none rewrite=no scan=no tx=own
-- Index "odd ""table; --"."index of it's order" takes over that of partition table, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public."index of it's order" ATTACH PARTITION public."table_index of it's order";
COMMIT;

-- schemagen: id=e15 phase=expand lock=none rewrite=no scan=no tx=own
-- Index "odd ""table; --"."index of it's order" must be on every partition now.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public."index of it''s order"'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index "odd ""table; --"."index of it''s order"'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
COMMIT;
