-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key f_deferred: when it is checked
--
-- Strongest locks: notes access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.notes.f_columns,constraint public.notes.f_deferred,constraint public.notes.f_match,constraint public.notes.f_referenced,constraint public.notes.f_table,constraint public.notes.f_update}');

-- e1 · Changes when foreign key notes.f_deferred is checked.
CALL pg_temp.under_lock('e1', '{public.notes}', $ddl$
ALTER TABLE public.notes ALTER CONSTRAINT f_deferred DEFERRABLE INITIALLY DEFERRED;
$ddl$);

CALL pg_temp.end_file();
