-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c5.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  ~ foreign key events_user_id_fkey: new form added beside the old one, proved for existing rows
--
-- Strongest locks: events.events_2026 access-exclusive, users access-exclusive, events.events_rest access-exclusive, events access-exclusive.
-- Reads in full: events.events_2026, users, events.events_rest.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.events.events_user_id_fkey}');

-- c1 · New rows of partition events_2026 must obey foreign key events.events_user_id_fkey.
CALL pg_temp.under_lock('c1', '{public.events_2026,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_2026'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events_2026 ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c2 · New rows of partition events_rest must obey foreign key events.events_user_id_fkey.
CALL pg_temp.under_lock('c2', '{public.events_rest,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_rest'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c3 · Existing rows of partition events_2026 are checked against foreign key events.events_user_id_fkey without blocking writers.
CALL pg_temp.under_lock('c3', '{public.events_2026}', $ddl$
ALTER TABLE public.events_2026 VALIDATE CONSTRAINT _sg_20260101000000_new_events_user_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c4 · Existing rows of partition events_rest are checked against foreign key events.events_user_id_fkey without blocking writers.
CALL pg_temp.under_lock('c4', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_new_events_user_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · The new form of foreign key events.events_user_id_fkey takes the place of the old one; its rows have been checked on the partitions.
CALL pg_temp.under_lock('c5', '{public.events,public.events_2026,public.events_rest,public.users}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_user_id_fkey;
ALTER TABLE public.events_2026 RENAME CONSTRAINT _sg_20260101000000_new_events_user_id_fkey TO events_user_id_fkey;
ALTER TABLE public.events_rest RENAME CONSTRAINT _sg_20260101000000_new_events_user_id_fkey TO events_user_id_fkey;
ALTER TABLE public.events ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE;
$ddl$);

CALL pg_temp.end_file(last => true);
