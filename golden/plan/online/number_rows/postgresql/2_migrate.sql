-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   items  ~ column label: filled, values verified
--          ~ column number: filled, values verified
--          ~ table: statistics
--   lines  ~ column id: filled, values verified
--          ~ table: statistics
--
-- Strongest locks: items share-update-exclusive, lines share-update-exclusive.
-- Reads in full: items, lines.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.items,public.lines}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- m1 · Backfill label, number of table items in batches.
CALL pg_temp.backfill('public.items', '{code}',
    $set$label = coalesce(label, gen_random_uuid()),
         number = coalesce(number, nextval('public.items_number_seq'::regclass))$set$,
    $missing$label IS NULL
      OR number IS NULL$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.items}', $ddl$
ANALYZE public.items (label, number);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of items', 'do not have a value of label and a value of number',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'code::text', $rows$public.items
             WHERE label IS NULL OR number IS NULL$rows$);
$ddl$);

-- m4 · Backfill id of table lines in batches.
CALL pg_temp.backfill('public.lines', '{}',
    $set$id = (nextval('public."_sg_20260101000000_numbers_lines.id"'::regclass))$set$,
    $missing$id IS NULL$missing$);

-- m5 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m5', '{public.lines}', $ddl$
ANALYZE public.lines (id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m6', $ddl$
CALL pg_temp.stop_if('rows of lines', 'do not have a value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.lines
             WHERE id IS NULL$rows$);
$ddl$);

CALL pg_temp.end_file();
