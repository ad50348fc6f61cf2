-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   events  ~ column note: filled, values verified
--           ~ table: statistics
--
-- Strongest locks: events share-update-exclusive, events.events_2026 share-update-exclusive, events.events_2027 share-update-exclusive, events.events_rest share-update-exclusive.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{}');

-- m1 · Existing rows of table events get their values of note, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id, at INTO _sg_from FROM public.events ORDER BY id, at LIMIT 1;
    SELECT id, at INTO _sg_last FROM public.events ORDER BY id DESC, at DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id, at INTO _sg_to FROM (SELECT id, at FROM public.events WHERE (id, at) >= (_sg_from.id, _sg_from.at) ORDER BY id, at LIMIT 2000) batch
         ORDER BY id DESC, at DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.events SET note = (kind || id)
         WHERE (id, at) >= (_sg_from.id, _sg_from.at) AND (id, at) <= (_sg_to.id, _sg_to.at) AND (note IS NULL);
        COMMIT;
        SELECT id, at INTO _sg_from FROM public.events WHERE (id, at) > (_sg_to.id, _sg_to.at) AND (id, at) <= (_sg_last.id, _sg_last.at) ORDER BY id, at LIMIT 1;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ANALYZE public.events (note);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT (id, at)::text AS key, row_number() OVER () AS number
              FROM public.events
             WHERE note IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of note yet; the first: %', _sg_rows, 'events', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file();
