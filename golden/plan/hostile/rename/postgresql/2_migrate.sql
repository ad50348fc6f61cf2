-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   "New; one"  ~ column from: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--               ~ table: statistics
--
-- Strongest locks: "New; one" access-exclusive.
-- Reads in full: "New; one".
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- m1 · Existing rows of table "New; one" get their values of from, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT "se lect" INTO _sg_from FROM public."New; one" ORDER BY "se lect" LIMIT 1;
    SELECT "se lect" INTO _sg_last FROM public."New; one" ORDER BY "se lect" DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT "se lect" INTO _sg_to FROM (SELECT "se lect" FROM public."New; one" WHERE "se lect" >= _sg_from."se lect" ORDER BY "se lect" LIMIT 2000) batch
         ORDER BY "se lect" DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public."New; one" SET "from" = ("se lect")
         WHERE "se lect" >= _sg_from."se lect" AND "se lect" <= _sg_to."se lect" AND (("from" IS NULL AND ("se lect") IS NOT NULL));
        COMMIT;
        SELECT "se lect" INTO _sg_from FROM public."New; one" WHERE "se lect" > _sg_to."se lect" AND "se lect" <= _sg_last."se lect" ORDER BY "se lect" LIMIT 1;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}', $ddl$
ANALYZE public."New; one" ("from");
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.run('m3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT "se lect"::text AS key, row_number() OVER () AS number
              FROM public."New; one"
             WHERE "from" IS DISTINCT FROM ("se lect")) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of from yet; the first: %', _sg_rows, '"New; one"', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m4 · New rows must have a value of "New; one".from from here on.
CALL pg_temp.under_lock('m4', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}', $ddl$
ALTER TABLE public."New; one" DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_from;
ALTER TABLE public."New; one" ADD CONSTRAINT _sg_20260101000000_nn_from CHECK ("from" IS NOT NULL) NOT VALID;
$ddl$);

-- m5 · Looks at the existing rows for "New; one".from without blocking writers.
CALL pg_temp.under_lock('m5', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}', $ddl$
ALTER TABLE public."New; one" VALIDATE CONSTRAINT _sg_20260101000000_nn_from;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · NOT NULL of "New; one".from, for free: the check above has proved it.
CALL pg_temp.under_lock('m6', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}', $ddl$
ALTER TABLE public."New; one" ALTER COLUMN "from" SET NOT NULL;
ALTER TABLE public."New; one" DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_from;
$ddl$);

CALL pg_temp.end_file();
