-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   events  ~ column _sg_20260101000000_new_user_id: filled, values verified
--           ~ table: statistics
--           ~ foreign key _sg_20260101000000_new_events_user_id_fkey: new form added beside the old one, proved for existing rows, on the table without its partitions
--
-- Strongest locks: events share-row-exclusive, events.events_2026 share-row-exclusive, events.events_rest share-row-exclusive, users access-exclusive.
-- Reads in full: events.events_2026, events.events_rest, users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill _sg_20260101000000_new_user_id of table events in batches.
CALL pg_temp.backfill('public.events', '{id,at}',
    $set$_sg_20260101000000_new_user_id = (user_id::bigint)$set$,
    $missing$_sg_20260101000000_new_user_id IS DISTINCT FROM user_id::bigint$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.events,public.events_2026,public.events_rest}', $ddl$
ANALYZE public.events (_sg_20260101000000_new_user_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of events', 'do not have in _sg_20260101000000_new_user_id the value of user_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    '(id, at)::text', $rows$public.events
             WHERE NOT (_sg_20260101000000_new_user_id IS NOT DISTINCT FROM user_id::bigint)$rows$);
$ddl$);

-- m4 · New rows of partition events_2026 must obey foreign key events._sg_20260101000000_new_events_user_id_fkey.
CALL pg_temp.under_lock('m4', '{public.events_2026,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_2026'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events_2026 ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (_sg_20260101000000_new_user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m5 · New rows of partition events_rest must obey foreign key events._sg_20260101000000_new_events_user_id_fkey.
CALL pg_temp.under_lock('m5', '{public.events_rest,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_rest'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (_sg_20260101000000_new_user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m6 · Existing rows of partition events_2026 are checked against foreign key events._sg_20260101000000_new_events_user_id_fkey without blocking writers.
CALL pg_temp.under_lock('m6', '{public.events_2026}', $ddl$
ALTER TABLE public.events_2026 VALIDATE CONSTRAINT _sg_20260101000000_new_events_user_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · Existing rows of partition events_rest are checked against foreign key events._sg_20260101000000_new_events_user_id_fkey without blocking writers.
CALL pg_temp.under_lock('m7', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_new_events_user_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m8 · The table takes over foreign key events._sg_20260101000000_new_events_user_id_fkey of its partitions; no row is read.
CALL pg_temp.under_lock('m8', '{public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (_sg_20260101000000_new_user_id) REFERENCES public.users (id) ON DELETE CASCADE;
    END IF;
END
$$;
$ddl$, also => '{public.events,public.events_2026,public.events_rest}');

CALL pg_temp.end_file();
