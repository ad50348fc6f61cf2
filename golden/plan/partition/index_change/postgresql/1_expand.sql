-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   events  ~ index events_kind: old form set aside, on the table without its partitions, new form built, index built, on the partitions
--
-- Strongest locks: events.events_kind share-update-exclusive, events share, events.events_2026 share-update-exclusive, events.events_2027 share-update-exclusive, events.events_rest share-update-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{index public.events_kind}');

-- e1 · The old index events.events_kind serves on under another name while the new one is built.
CALL pg_temp.run('e1', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_events_kind') IS NULL THEN
        ALTER INDEX IF EXISTS public.events_kind RENAME TO _sg_20260101000000_old_events_kind;
        ALTER INDEX IF EXISTS public.events_2026_events_kind RENAME TO events_2026__sg_20260101000000_old_events_kind;
        ALTER INDEX IF EXISTS public.events_2027_events_kind RENAME TO events_2027__sg_20260101000000_old_events_kind;
        ALTER INDEX IF EXISTS public.events_rest_events_kind RENAME TO events_rest__sg_20260101000000_old_events_kind;
    END IF;
END
$$;
$ddl$);

-- e2 · Index events.events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
CALL pg_temp.under_lock('e2', '{public.events}', $ddl$
CREATE INDEX IF NOT EXISTS events_kind ON ONLY public.events USING btree (kind, id);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e3 · Index events.events_kind on partition events_2026, built without blocking writers.
SELECT pg_temp.begins('e3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2026_events_kind ON public.events_2026 USING btree (kind, id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e3');
\endif

-- e4 · Index events.events_kind on partition events_2027, built without blocking writers.
SELECT pg_temp.begins('e4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2027_events_kind ON public.events_2027 USING btree (kind, id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e4');
\endif

-- e5 · Index events.events_kind on partition events_rest, built without blocking writers.
SELECT pg_temp.begins('e5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_rest_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_rest_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_rest_events_kind ON public.events_rest USING btree (kind, id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e5');
\endif

-- e6 · Index events.events_kind takes over that of partition events_2026, whose readers and writers wait for an instant.
CALL pg_temp.look('e6', $ddl$
ALTER INDEX public.events_kind ATTACH PARTITION public.events_2026_events_kind;
$ddl$);

-- e7 · Index events.events_kind takes over that of partition events_2027, whose readers and writers wait for an instant.
CALL pg_temp.look('e7', $ddl$
ALTER INDEX public.events_kind ATTACH PARTITION public.events_2027_events_kind;
$ddl$);

-- e8 · Index events.events_kind takes over that of partition events_rest, whose readers and writers wait for an instant.
CALL pg_temp.look('e8', $ddl$
ALTER INDEX public.events_kind ATTACH PARTITION public.events_rest_events_kind;
$ddl$);

-- e9 · Index events.events_kind must be on every partition now.
CALL pg_temp.run('e9', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_kind'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events.events_kind'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file();
