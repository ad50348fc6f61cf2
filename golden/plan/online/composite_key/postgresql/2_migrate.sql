-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   seats  ~ column note: filled, values verified
--          ~ table: statistics
--
-- Strongest locks: seats share-update-exclusive.
-- Reads in full: seats.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.seats}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{}');

-- m1 · Existing rows of table seats get their values of note, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT room, "Seat no" INTO _sg_from FROM public.seats ORDER BY room, "Seat no" LIMIT 1;
    SELECT room, "Seat no" INTO _sg_last FROM public.seats ORDER BY room DESC, "Seat no" DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT room, "Seat no" INTO _sg_to FROM (SELECT room, "Seat no" FROM public.seats WHERE (room, "Seat no") >= (_sg_from.room, _sg_from."Seat no") ORDER BY room, "Seat no" LIMIT 2000) batch
         ORDER BY room DESC, "Seat no" DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.seats SET note = ('none')
         WHERE (room, "Seat no") >= (_sg_from.room, _sg_from."Seat no") AND (room, "Seat no") <= (_sg_to.room, _sg_to."Seat no") AND (note IS NULL);
        COMMIT;
        SELECT room, "Seat no" INTO _sg_from FROM public.seats WHERE (room, "Seat no") > (_sg_to.room, _sg_to."Seat no") AND (room, "Seat no") <= (_sg_last.room, _sg_last."Seat no") ORDER BY room, "Seat no" LIMIT 1;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.seats}', $ddl$
ANALYZE public.seats (note);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT (room, "Seat no")::text AS key, row_number() OVER () AS number
              FROM public.seats
             WHERE note IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of note yet; the first: %', _sg_rows, 'seats', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file();
