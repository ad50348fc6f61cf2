-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   new_s  ~ sequence old_s becomes new_s
--
-- Strongest locks: old_s access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    has => '{sequence public.old_s}',
    lacks => '{sequence public.new_s}');

-- e1 · The declaration renames sequence old_s to new_s. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.run('e1', $ddl$
ALTER SEQUENCE public.old_s RENAME TO new_s;
$ddl$);
