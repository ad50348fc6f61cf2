-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key f_comment: comment
--          ~ foreign key f_defer: when it is checked
--
-- Strongest locks: notes access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.notes.f_columns,constraint public.notes.f_comment,constraint public.notes.f_defer,constraint public.notes.f_valid}');

-- e1 · A new comment for foreign key notes.f_comment.
CALL pg_temp.run('e1', $ddl$
COMMENT ON CONSTRAINT f_comment ON public.notes IS 'Same id';
$ddl$);

-- e2 · Changes when foreign key notes.f_defer is checked.
CALL pg_temp.under_lock('e2', '{public.notes}', $ddl$
ALTER TABLE public.notes ALTER CONSTRAINT f_defer DEFERRABLE INITIALLY IMMEDIATE;
$ddl$);

CALL pg_temp.end_file();
