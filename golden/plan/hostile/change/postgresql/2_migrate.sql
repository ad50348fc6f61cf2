-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   "Order By"  ~ column dot.ted: filled, values verified
--               ~ table: statistics
--
-- Strongest locks: "Order By" share-update-exclusive.
-- Reads in full: "Order By".
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c9,c10,c11,c15,c17}');

-- m1 · Existing rows of table "Order By" get their values of dot.ted, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT "select" INTO _sg_from FROM public."Order By" ORDER BY "select" LIMIT 1;
    SELECT "select" INTO _sg_last FROM public."Order By" ORDER BY "select" DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT "select" INTO _sg_to FROM (SELECT "select" FROM public."Order By" WHERE "select" >= _sg_from."select" ORDER BY "select" LIMIT 2000) batch
         ORDER BY "select" DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public."Order By" SET "dot.ted" = ('a;b')
         WHERE "select" >= _sg_from."select" AND "select" <= _sg_to."select" AND ("dot.ted" IS NULL);
        COMMIT;
        SELECT "select" INTO _sg_from FROM public."Order By" WHERE "select" > _sg_to."select" AND "select" <= _sg_last."select" ORDER BY "select" LIMIT 1;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{"public.\"Order By\""}', $ddl$
ANALYZE public."Order By" ("dot.ted");
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT "select"::text AS key, row_number() OVER () AS number
              FROM public."Order By"
             WHERE "dot.ted" IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of dot.ted yet; the first: %', _sg_rows, '"Order By"', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file();
