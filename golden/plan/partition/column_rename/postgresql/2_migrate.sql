-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   events  ~ column sort: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: statistics
--           · m4: Let the new application write table events too; a row that is given both forms of a column must be given the same.
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill sort of table events in batches.
CALL pg_temp.backfill('public.events', '{}',
    $set$sort = (kind)$set$,
    $missing$(sort IS NULL AND (kind) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ANALYZE public.events (sort);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of events', 'do not have in sort the value of kind',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.events
             WHERE NOT (sort IS NOT DISTINCT FROM kind)$rows$);
$ddl$);

-- m4 · Let the new application write table events too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m4', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_events" BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_events('old and new application');
ALTER TABLE public.events ENABLE ALWAYS TRIGGER "!_sg_20260101000000_events";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m5 · New rows must have a value of events.sort from here on.
CALL pg_temp.under_lock('m5', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn_sort CHECK (sort IS NOT NULL) NOT VALID;
$ddl$);

-- m6 · Looks at the existing rows for events.sort without blocking writers.
CALL pg_temp.under_lock('m6', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn_sort;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · NOT NULL of events.sort, for free: the check above has proved it.
CALL pg_temp.under_lock('m7', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events ALTER COLUMN sort SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
$ddl$);

CALL pg_temp.end_file();
