-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4}');

-- takes back c2: The new form of foreign key notes.f_columns is added beside the old one, for new rows.
CALL pg_temp.take_back('c2', '{public.notes,public.pairs}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_columns;
$ddl$);

-- takes back e2: Changes when foreign key notes.f_defer is checked.
CALL pg_temp.take_back('e2', '{public.notes}', $ddl$
ALTER TABLE public.notes ALTER CONSTRAINT f_defer NOT DEFERRABLE;
$ddl$);

-- takes back e1: A new comment for foreign key notes.f_comment.
CALL pg_temp.take_back('e1', '{}', $ddl$
COMMENT ON CONSTRAINT f_comment ON public.notes IS NULL;
$ddl$);

CALL pg_temp.end_file(last => true);
