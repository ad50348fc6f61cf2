-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   events  ~ column _sg_20260101000000_new_amount: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column sort: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           + index _sg_20260101000000_new_events_amount: on the table without its partitions, index built, on the partitions
--           ~ table: statistics
--           · m10: Let the new application write table events too; a row that is given both forms of a column must be given the same.
--           + check _sg_20260101000000_new_events_amount_check: proved for existing rows
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive.
-- Reads in full: events.events_2026, events.events_2027.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill _sg_20260101000000_new_amount, sort of table events in batches.
CALL pg_temp.backfill('public.events', '{id,at}',
    $set$_sg_20260101000000_new_amount = CASE WHEN _sg_20260101000000_new_amount IS DISTINCT FROM amount::bigint THEN amount::bigint ELSE _sg_20260101000000_new_amount END,
         sort = CASE WHEN (sort IS NULL AND (kind) IS NOT NULL) THEN kind ELSE sort END$set$,
    $missing$_sg_20260101000000_new_amount IS DISTINCT FROM amount::bigint
      OR (sort IS NULL AND (kind) IS NOT NULL)$missing$);

-- m2 · Index events._sg_20260101000000_new_events_amount on the table without its partitions: nothing is read, and it serves when every partition has its part.
CALL pg_temp.under_lock('m2', '{public.events}', $ddl$
CREATE INDEX IF NOT EXISTS _sg_20260101000000_new_events_amount ON ONLY public.events USING btree (_sg_20260101000000_new_amount DESC, (lower(sort))) WHERE (_sg_20260101000000_new_amount > 5);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m3 · Index events._sg_20260101000000_new_events_amount on partition events_2026, built without blocking writers.
SELECT pg_temp.begins('m3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026__sg_20260101000000_new_events_amount') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026__sg_20260101000000_new_events_amount;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2026__sg_20260101000000_new_events_amount ON public.events_2026 USING btree (_sg_20260101000000_new_amount DESC, (lower(sort))) WHERE (_sg_20260101000000_new_amount > 5);
SET lock_timeout = '200ms';
CALL pg_temp.done('m3');
\endif

-- m4 · Index events._sg_20260101000000_new_events_amount on partition events_2027, built without blocking writers.
SELECT pg_temp.begins('m4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027__sg_20260101000000_new_events_amount') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027__sg_20260101000000_new_events_amount;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2027__sg_20260101000000_new_events_amount ON public.events_2027 USING btree (_sg_20260101000000_new_amount DESC, (lower(sort))) WHERE (_sg_20260101000000_new_amount > 5);
SET lock_timeout = '200ms';
CALL pg_temp.done('m4');
\endif

-- m5 · Index events._sg_20260101000000_new_events_amount takes over that of partition events_2026, whose readers and writers wait for an instant.
CALL pg_temp.look('m5', $ddl$
ALTER INDEX public._sg_20260101000000_new_events_amount ATTACH PARTITION public.events_2026__sg_20260101000000_new_events_amount;
$ddl$);

-- m6 · Index events._sg_20260101000000_new_events_amount takes over that of partition events_2027, whose readers and writers wait for an instant.
CALL pg_temp.look('m6', $ddl$
ALTER INDEX public._sg_20260101000000_new_events_amount ATTACH PARTITION public.events_2027__sg_20260101000000_new_events_amount;
$ddl$);

-- m7 · Index events._sg_20260101000000_new_events_amount must be on every partition now.
CALL pg_temp.run('m7', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public._sg_20260101000000_new_events_amount'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events._sg_20260101000000_new_events_amount'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

-- m8 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m8', '{public.events,public.events_2026,public.events_2027}', $ddl$
ANALYZE public.events;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m9 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m9', $ddl$
CALL pg_temp.stop_if('rows of events', 'do not have in _sg_20260101000000_new_amount the value of amount and in sort the value of kind',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    '(id, at)::text', $rows$public.events
             WHERE NOT (_sg_20260101000000_new_amount IS NOT DISTINCT FROM amount::bigint) OR NOT (sort IS NOT DISTINCT FROM kind)$rows$);
$ddl$);

-- m10 · Let the new application write table events too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m10', '{public.events,public.events_2026,public.events_2027}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_events" BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_events('old and new application');
ALTER TABLE public.events ENABLE ALWAYS TRIGGER "!_sg_20260101000000_events";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m11 · New rows must have a value of events._sg_20260101000000_new_amount, events.sort from here on.
CALL pg_temp.under_lock('m11', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount CHECK (_sg_20260101000000_new_amount IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn_sort CHECK (sort IS NOT NULL) NOT VALID;
$ddl$);

-- m12 · Looks at the existing rows for events._sg_20260101000000_new_amount, events.sort without blocking writers.
CALL pg_temp.under_lock('m12', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount, VALIDATE CONSTRAINT _sg_20260101000000_nn_sort;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m13 · NOT NULL of events._sg_20260101000000_new_amount, events.sort, for free: the check above has proved it.
CALL pg_temp.under_lock('m13', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_amount SET NOT NULL, ALTER COLUMN sort SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
$ddl$);

-- m14 · New rows must obey check events._sg_20260101000000_new_events_amount_check from here on.
CALL pg_temp.under_lock('m14', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_amount_check;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_new_events_amount_check CHECK (_sg_20260101000000_new_amount > 0) NOT VALID;
$ddl$);

-- m15 · Existing rows are checked against check events._sg_20260101000000_new_events_amount_check without blocking writers.
CALL pg_temp.under_lock('m15', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_new_events_amount_check;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
