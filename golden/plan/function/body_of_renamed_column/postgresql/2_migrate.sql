-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   parts  ~ column mail: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: statistics
--          · m4: Let the new application write table parts too; a row that is given both forms of a column must be given the same.
--
-- Strongest locks: parts access-exclusive.
-- Reads in full: parts.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c6}');

-- m1 · Backfill mail of table parts in batches. Every row that is filled fires parts_stamp.
CALL pg_temp.backfill('public.parts', '{id}',
    $set$mail = (email)$set$,
    $missing$(mail IS NULL AND (email) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.parts}', $ddl$
ANALYZE public.parts (mail);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of parts', 'do not have in mail the value of email',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.parts
             WHERE NOT (mail IS NOT DISTINCT FROM email)$rows$);
$ddl$);

-- m4 · Let the new application write table parts too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m4', '{public.parts}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_parts" BEFORE INSERT OR UPDATE ON public.parts
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_parts('old and new application');
ALTER TABLE public.parts ENABLE ALWAYS TRIGGER "!_sg_20260101000000_parts";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m5 · New rows must have a value of parts.mail from here on.
CALL pg_temp.under_lock('m5', '{public.parts}', $ddl$
ALTER TABLE public.parts DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_mail;
ALTER TABLE public.parts ADD CONSTRAINT _sg_20260101000000_nn_mail CHECK (mail IS NOT NULL) NOT VALID;
$ddl$);

-- m6 · Looks at the existing rows for parts.mail without blocking writers.
CALL pg_temp.under_lock('m6', '{public.parts}', $ddl$
ALTER TABLE public.parts VALIDATE CONSTRAINT _sg_20260101000000_nn_mail;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · NOT NULL of parts.mail, for free: the check above has proved it.
CALL pg_temp.under_lock('m7', '{public.parts}', $ddl$
ALTER TABLE public.parts ALTER COLUMN mail SET NOT NULL;
ALTER TABLE public.parts DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_mail;
$ddl$);

CALL pg_temp.end_file();
