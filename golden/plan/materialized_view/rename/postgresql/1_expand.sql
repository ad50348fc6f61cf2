-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   new_name  ~ materialized view old_name becomes new_name
--
-- Strongest locks: old_name access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    has => '{materialized view public.old_name}',
    lacks => '{materialized view public.new_name}');

-- e1 · The declaration renames materialized view old_name to new_name. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.run('e1', $ddl$
ALTER MATERIALIZED VIEW public.old_name RENAME TO new_name;
$ddl$);
