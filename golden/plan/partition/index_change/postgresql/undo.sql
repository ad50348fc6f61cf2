-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1}');

-- takes back e2: Index events.events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('e2', '{public.events}', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_events_kind') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.events_kind RENAME TO _sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public.events_2026_events_kind RENAME TO events_2026__sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public.events_2027_events_kind RENAME TO events_2027__sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public.events_rest_events_kind RENAME TO events_rest__sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_events_kind RENAME TO events_kind;
        ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_old_events_kind RENAME TO events_2026_events_kind;
        ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_old_events_kind RENAME TO events_2027_events_kind;
        ALTER INDEX IF EXISTS public.events_rest__sg_20260101000000_old_events_kind RENAME TO events_rest_events_kind;
    END IF;
END
$$;
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_kind;
$ddl$);

-- takes back e1: The old index events.events_kind serves on under another name while the new one is built.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_events_kind RENAME TO events_kind;
ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_old_events_kind RENAME TO events_2026_events_kind;
ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_old_events_kind RENAME TO events_2027_events_kind;
ALTER INDEX IF EXISTS public.events_rest__sg_20260101000000_old_events_kind RENAME TO events_rest_events_kind;
$ddl$);

CALL pg_temp.end_file(last => true);
