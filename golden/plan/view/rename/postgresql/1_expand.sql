-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   new_name  ~ view old_name becomes new_name
--
-- Strongest locks: old_name access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    has => '{view public.old_name}',
    lacks => '{view public.new_name}');

-- e1 · The declaration renames view old_name to new_name. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e1', '{public.old_name}', $ddl$
ALTER VIEW public.old_name RENAME TO new_name;
$ddl$);
