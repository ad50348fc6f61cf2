-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   events  ~ column _sg_20260101000000_new_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           + index _sg_20260101000000_new_events_kind: on the table without its partitions, index built, on the partitions
--           ~ table: statistics
--           ~ index _sg_20260101000000_new_events_pkey: index built
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_old access-exclusive, events.events_rest access-exclusive.
-- Reads in full: events.events_2026, events.events_old, events.events_rest.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.events,public.events_2027,public.events_old}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c3,c6}');

-- m1 · Backfill _sg_20260101000000_new_id of table events in batches.
CALL pg_temp.backfill('public.events', '{id,at}',
    $set$_sg_20260101000000_new_id = (id::bigint)$set$,
    $missing$_sg_20260101000000_new_id IS DISTINCT FROM id::bigint$missing$);

-- m2 · Index events._sg_20260101000000_new_events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
CALL pg_temp.under_lock('m2', '{public.events}', $ddl$
CREATE INDEX IF NOT EXISTS _sg_20260101000000_new_events_kind ON ONLY public.events USING btree (kind, _sg_20260101000000_new_id);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m3 · Index events._sg_20260101000000_new_events_kind on partition events_2026, built without blocking writers.
SELECT pg_temp.begins('m3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026__sg_20260101000000_new_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026__sg_20260101000000_new_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2026__sg_20260101000000_new_events_kind ON public.events_2026 USING btree (kind, _sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m3');
\endif

-- m4 · Index events._sg_20260101000000_new_events_kind on partition events_2027, built without blocking writers.
SELECT pg_temp.begins('m4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027__sg_20260101000000_new_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027__sg_20260101000000_new_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2027__sg_20260101000000_new_events_kind ON public.events_2027 USING btree (kind, _sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m4');
\endif

-- m5 · Index events._sg_20260101000000_new_events_kind on partition events_old, built without blocking writers.
SELECT pg_temp.begins('m5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_old__sg_20260101000000_new_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_old__sg_20260101000000_new_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_old__sg_20260101000000_new_events_kind ON public.events_old USING btree (kind, _sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m5');
\endif

-- m6 · Index events._sg_20260101000000_new_events_kind on partition events_rest, built without blocking writers.
SELECT pg_temp.begins('m6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_rest__sg_20260101000000_new_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_rest__sg_20260101000000_new_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_rest__sg_20260101000000_new_events_kind ON public.events_rest USING btree (kind, _sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m6');
\endif

-- m7 · Index events._sg_20260101000000_new_events_kind takes over that of partition events_2026, whose readers and writers wait for an instant.
CALL pg_temp.look('m7', $ddl$
ALTER INDEX public._sg_20260101000000_new_events_kind ATTACH PARTITION public.events_2026__sg_20260101000000_new_events_kind;
$ddl$);

-- m8 · Index events._sg_20260101000000_new_events_kind takes over that of partition events_2027, whose readers and writers wait for an instant.
CALL pg_temp.look('m8', $ddl$
ALTER INDEX public._sg_20260101000000_new_events_kind ATTACH PARTITION public.events_2027__sg_20260101000000_new_events_kind;
$ddl$);

-- m9 · Index events._sg_20260101000000_new_events_kind takes over that of partition events_old, whose readers and writers wait for an instant.
CALL pg_temp.look('m9', $ddl$
ALTER INDEX public._sg_20260101000000_new_events_kind ATTACH PARTITION public.events_old__sg_20260101000000_new_events_kind;
$ddl$);

-- m10 · Index events._sg_20260101000000_new_events_kind takes over that of partition events_rest, whose readers and writers wait for an instant.
CALL pg_temp.look('m10', $ddl$
ALTER INDEX public._sg_20260101000000_new_events_kind ATTACH PARTITION public.events_rest__sg_20260101000000_new_events_kind;
$ddl$);

-- m11 · Index events._sg_20260101000000_new_events_kind must be on every partition now.
CALL pg_temp.run('m11', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public._sg_20260101000000_new_events_kind'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events._sg_20260101000000_new_events_kind'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

-- m12 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m12', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
ANALYZE public.events (_sg_20260101000000_new_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m13 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m13', $ddl$
CALL pg_temp.stop_if('rows of events', 'do not have in _sg_20260101000000_new_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    '(id, at)::text', $rows$public.events
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint)$rows$);
$ddl$);

-- m14 · New rows must have a value of events._sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('m14', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
$ddl$);

-- m15 · Looks at the existing rows for events._sg_20260101000000_new_id without blocking writers.
CALL pg_temp.under_lock('m15', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m16 · NOT NULL of events._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m16', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- m17 · Index events._sg_20260101000000_new_events_pkey on partition events_2026, built without blocking writers.
SELECT pg_temp.begins('m17') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026__sg_20260101000000_new_events_pkey') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026__sg_20260101000000_new_events_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_2026__sg_20260101000000_new_events_pkey ON public.events_2026 USING btree (_sg_20260101000000_new_id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('m17');
\endif

-- m18 · Index events._sg_20260101000000_new_events_pkey on partition events_2027, built without blocking writers.
SELECT pg_temp.begins('m18') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027__sg_20260101000000_new_events_pkey') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027__sg_20260101000000_new_events_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_2027__sg_20260101000000_new_events_pkey ON public.events_2027 USING btree (_sg_20260101000000_new_id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('m18');
\endif

-- m19 · Index events._sg_20260101000000_new_events_pkey on partition events_old, built without blocking writers.
SELECT pg_temp.begins('m19') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_old__sg_20260101000000_new_events_pkey') AND NOT indisvalid) THEN
        DROP INDEX public.events_old__sg_20260101000000_new_events_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_old__sg_20260101000000_new_events_pkey ON public.events_old USING btree (_sg_20260101000000_new_id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('m19');
\endif

-- m20 · Index events._sg_20260101000000_new_events_pkey on partition events_rest, built without blocking writers.
SELECT pg_temp.begins('m20') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_rest__sg_20260101000000_new_events_pkey') AND NOT indisvalid) THEN
        DROP INDEX public.events_rest__sg_20260101000000_new_events_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_rest__sg_20260101000000_new_events_pkey ON public.events_rest USING btree (_sg_20260101000000_new_id, at);
SET lock_timeout = '200ms';
CALL pg_temp.done('m20');
\endif

CALL pg_temp.end_file();
