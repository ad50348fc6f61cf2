-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events,public.events_2026,public.events_2028}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2,c3,c7,c8,c9,c10}');

-- takes back c6: Unique constraint events.events_id_key on the table without its partitions: nothing is read.
CALL pg_temp.take_back('c6', '{public.events}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_id_key;
ALTER TABLE public.events_2027 DROP CONSTRAINT IF EXISTS events_2027_events_id_key;
DROP INDEX IF EXISTS public.events_2027_events_id_key;
ALTER TABLE public.events_2028 DROP CONSTRAINT IF EXISTS events_2028_events_id_key;
DROP INDEX IF EXISTS public.events_2028_events_id_key;
$ddl$);

-- takes back e11: Index events.events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('e11', '{public.events}', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_events_kind') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.events_kind RENAME TO _sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public.events_2026_events_kind RENAME TO events_2026__sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public.events_2027_events_kind RENAME TO events_2027__sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public.events_2028_events_kind RENAME TO events_2028__sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_events_kind RENAME TO events_kind;
        ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_old_events_kind RENAME TO events_2026_events_kind;
        ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_old_events_kind RENAME TO events_2027_events_kind;
        ALTER INDEX IF EXISTS public.events_2028__sg_20260101000000_old_events_kind RENAME TO events_2028_events_kind;
    END IF;
END
$$;
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2028__sg_20260101000000_new_events_kind;
$ddl$);

-- takes back e10: The old index events.events_kind serves on under another name while the new one is built.
CALL pg_temp.take_back('e10', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_events_kind RENAME TO events_kind;
ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_old_events_kind RENAME TO events_2026_events_kind;
ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_old_events_kind RENAME TO events_2027_events_kind;
ALTER INDEX IF EXISTS public.events_2028__sg_20260101000000_old_events_kind RENAME TO events_2028_events_kind;
$ddl$);

-- takes back e2: Index events.events_id on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('e2', '{public.events}', $ddl$
DROP INDEX IF EXISTS public.events_id;
DROP INDEX IF EXISTS public.events_2026_events_id;
DROP INDEX IF EXISTS public.events_2027_events_id;
DROP INDEX IF EXISTS public.events_2028_events_id;
$ddl$);

-- takes back e1: New partition events.events_2028, made beside its table and attached.
-- Rows that have come into the partition go with it.
CALL pg_temp.take_back('e1', '{public.events}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2028')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2028;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2028;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
