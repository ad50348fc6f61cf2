-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on.
--
--   events  - partition events_old
--           ~ column _sg_20260101000000_new_id: both forms held together, both forms proved equal
--           ~ column id: the new form in place of the old one
--           ~ primary key: dropped
--           ~ index events_kind
--           ~ table: trigger dropped
--           · c7: The planner of queries learns what has taken its place.
--
-- Lost for good, unless there is a backup: the rows of partition events.events_old.
-- Strongest locks: events.events_old access-exclusive, events access-exclusive, events.events_rest access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive.
-- Reads in full: events.events_2026, events.events_old, events.events_rest, events.events_2027.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c5.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events,public.events_2027,public.events_old}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.events', 'id', 'replaced']],
    known => '{public.events _sg_20260101000000_new_events_kind,public.events _sg_20260101000000_new_events_pkey,public.events events_kind,public.events events_pkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table events are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of events', 'do not have in _sg_20260101000000_new_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    '(id, at)::text', $rows$public.events
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint)$rows$);
$ddl$);

-- c3 · Only the old application uses partition events.events_old.
CALL pg_temp.under_lock('c3', '{public.events_old,public.events,public.events_rest}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_old')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_old;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_old;
$ddl$);

-- c4 · No write of any kind can part both forms of _sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('c4', '{public.events,public.events_2026,public.events_rest,public.events_2027}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_events;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_equal_events CHECK (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint) NOT VALID;
$ddl$);

-- c5 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c5', '{public.events,public.events_2026,public.events_rest,public.events_2027}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_equal_events;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: events.id in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew. INSERT and COPY without a list of columns: events.id stands last from here on.
CALL pg_temp.under_lock('c6', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.events', 'id', 'replaced']]);
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_equal_events;
ALTER TABLE public.events DROP CONSTRAINT _sg_20260101000000_equal_events;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
DROP INDEX IF EXISTS public.events_kind;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_pkey;
DO $$
DECLARE
    _sg_old    regclass := pg_get_serial_sequence('public.events', 'id');
    _sg_schema text;
    _sg_name   text;
    _sg_new    regclass;
    _sg_last   bigint;
    _sg_called boolean;
BEGIN
    SELECT n.nspname, c.relname INTO _sg_schema, _sg_name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = _sg_old;
    EXECUTE format('SELECT last_value, is_called FROM %s', _sg_old) INTO _sg_last, _sg_called;
    EXECUTE format('ALTER SEQUENCE %s RENAME TO _sg_old_sequence', _sg_old);
    ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_id ADD GENERATED BY DEFAULT AS IDENTITY;
    _sg_new := pg_get_serial_sequence('public.events', '_sg_20260101000000_new_id');
    PERFORM setval(_sg_new, _sg_last, _sg_called);
    EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', _sg_new, _sg_name);
END
$$;
ALTER TABLE public.events DROP COLUMN id;
ALTER TABLE public.events RENAME COLUMN _sg_20260101000000_new_id TO id;
ALTER TABLE ONLY public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id, at);
ALTER TABLE public.events_2026 ADD CONSTRAINT events_2026_events_pkey PRIMARY KEY USING INDEX events_2026__sg_20260101000000_new_events_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2026_events_pkey;
ALTER TABLE public.events_2027 ADD CONSTRAINT events_2027_events_pkey PRIMARY KEY USING INDEX events_2027__sg_20260101000000_new_events_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2027_events_pkey;
ALTER TABLE public.events_rest ADD CONSTRAINT events_rest_events_pkey PRIMARY KEY USING INDEX events_rest__sg_20260101000000_new_events_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_rest_events_pkey;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_pkey'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'the primary key of events'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
ALTER INDEX public._sg_20260101000000_new_events_kind RENAME TO events_kind;
ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_kind RENAME TO events_2026_events_kind;
ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_kind RENAME TO events_2027_events_kind;
ALTER INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_kind RENAME TO events_rest_events_kind;
CALL pg_temp.put_up();
$ddl$);

-- c7 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c7', '{public.events,public.events_2026,public.events_rest,public.events_2027}', $ddl$
ANALYZE public.events;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
