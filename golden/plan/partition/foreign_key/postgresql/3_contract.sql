-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on, because of steps c2, c3 and c4.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  ~ foreign key events_id_fkey: new form added beside the old one, proved for existing rows, on the table without its partitions
--
-- Strongest locks: events.events_2026 share-row-exclusive, users access-exclusive, events.events_2027 share-row-exclusive, events.events_rest share-row-exclusive, events share-row-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest, users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c5, c6 and c7.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    lacks => '{constraint public.events.events_id_fkey}');

-- c1 · Rows that violate foreign key events.events_id_fkey would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of events', 'refer to rows that are not there and would violate foreign key events.events_id_fkey',
    'Correct or delete them, or add the rows that they refer to.',
    'child.id::text', $rows$public.events child
             WHERE child.id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.id)$rows$, sorts => true);
$ddl$);

-- c2 · New rows of partition events_2026 must obey foreign key events.events_id_fkey.
CALL pg_temp.under_lock('c2', '{public.events_2026,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_2026'::regclass AND conname = 'events_id_fkey') THEN
        ALTER TABLE public.events_2026 ADD CONSTRAINT events_id_fkey FOREIGN KEY (id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c3 · New rows of partition events_2027 must obey foreign key events.events_id_fkey.
CALL pg_temp.under_lock('c3', '{public.events_2027,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_2027'::regclass AND conname = 'events_id_fkey') THEN
        ALTER TABLE public.events_2027 ADD CONSTRAINT events_id_fkey FOREIGN KEY (id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c4 · New rows of partition events_rest must obey foreign key events.events_id_fkey.
CALL pg_temp.under_lock('c4', '{public.events_rest,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_rest'::regclass AND conname = 'events_id_fkey') THEN
        ALTER TABLE public.events_rest ADD CONSTRAINT events_id_fkey FOREIGN KEY (id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c5 · Existing rows of partition events_2026 are checked against foreign key events.events_id_fkey without blocking writers.
CALL pg_temp.under_lock('c5', '{public.events_2026}', $ddl$
ALTER TABLE public.events_2026 VALIDATE CONSTRAINT events_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · Existing rows of partition events_2027 are checked against foreign key events.events_id_fkey without blocking writers.
CALL pg_temp.under_lock('c6', '{public.events_2027}', $ddl$
ALTER TABLE public.events_2027 VALIDATE CONSTRAINT events_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c7 · Existing rows of partition events_rest are checked against foreign key events.events_id_fkey without blocking writers.
CALL pg_temp.under_lock('c7', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest VALIDATE CONSTRAINT events_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · The table takes over foreign key events.events_id_fkey of its partitions; no row is read.
CALL pg_temp.under_lock('c8', '{public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events'::regclass AND conname = 'events_id_fkey') THEN
        ALTER TABLE public.events ADD CONSTRAINT events_id_fkey FOREIGN KEY (id) REFERENCES public.users (id);
    END IF;
END
$$;
$ddl$, also => '{public.events,public.events_2026,public.events_2027,public.events_rest}');

CALL pg_temp.end_file(last => true);
