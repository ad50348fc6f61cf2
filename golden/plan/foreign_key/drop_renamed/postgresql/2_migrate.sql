-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   notes  ~ column answers: filled, values verified
--          ~ column author_id: filled, values verified
--          ~ table: statistics
--          · m4: Let the new application write table notes too; a row that is given both forms of a column must be given the same.
--
-- Strongest locks: notes share-row-exclusive.
-- Reads in full: notes.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c6}');

-- m1 · Backfill answers, author_id of table notes in batches.
CALL pg_temp.backfill('public.notes', '{id}',
    $set$answers = CASE WHEN (answers IS NULL AND (reply_to) IS NOT NULL) THEN reply_to ELSE answers END,
         author_id = CASE WHEN (author_id IS NULL AND (user_id) IS NOT NULL) THEN user_id ELSE author_id END$set$,
    $missing$(answers IS NULL AND (reply_to) IS NOT NULL)
      OR (author_id IS NULL AND (user_id) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.notes}', $ddl$
ANALYZE public.notes (answers, author_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of notes', 'do not have in answers the value of reply_to and in author_id the value of user_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.notes
             WHERE NOT (answers IS NOT DISTINCT FROM reply_to) OR NOT (author_id IS NOT DISTINCT FROM user_id)$rows$);
$ddl$);

-- m4 · Let the new application write table notes too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m4', '{public.notes}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_notes" BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_notes('old and new application');
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_notes";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
