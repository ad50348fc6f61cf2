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
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c10,c15,c17}');

-- m1 · Backfill dot.ted of table "Order By" in batches.
CALL pg_temp.backfill('public."Order By"', '{select}',
    $set$"dot.ted" = ('a;b')$set$,
    $missing$"dot.ted" IS NULL$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{"public.\"Order By\""}', $ddl$
ANALYZE public."Order By";
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of "Order By"', 'do not have a value of dot.ted',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    '"select"::text', $rows$public."Order By"
             WHERE "dot.ted" IS NULL$rows$);
$ddl$);

CALL pg_temp.end_file();
