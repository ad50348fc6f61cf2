-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   "Old Users"  ~ column _sg_20260101000000_new_rank: filled, values verified
--                ~ column level: filled, values verified
--                ~ table: statistics
--
-- Strongest locks: "Old Users" share-update-exclusive.
-- Reads in full: "Old Users".
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{"public.\"Old Users\"","public.\"order\"",public.marks,public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c9,c15,c16}');

-- m1 · Backfill _sg_20260101000000_new_rank, level of table "Old Users" in batches.
CALL pg_temp.backfill('public."Old Users"', '{id}',
    $set$_sg_20260101000000_new_rank = CASE WHEN _sg_20260101000000_new_rank IS DISTINCT FROM rank::bigint THEN rank::bigint ELSE _sg_20260101000000_new_rank END,
         level = coalesce(level, length(first))$set$,
    $missing$_sg_20260101000000_new_rank IS DISTINCT FROM rank::bigint
      OR (level IS NULL AND (length(first)) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{"public.\"Old Users\""}', $ddl$
ANALYZE public."Old Users" (_sg_20260101000000_new_rank, level);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of "Old Users"', 'do not have in _sg_20260101000000_new_rank the value of rank and a value of level',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public."Old Users"
             WHERE NOT (_sg_20260101000000_new_rank IS NOT DISTINCT FROM rank::bigint) OR level IS NULL$rows$);
$ddl$);

CALL pg_temp.end_file();
