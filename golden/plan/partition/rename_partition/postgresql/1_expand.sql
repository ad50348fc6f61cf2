-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   events  ~ partition events_2026 becomes events_y2026
--
-- Strongest locks: events.events_2026 access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events_2026,public.events_y2026}',
    has => '{table public.events_2026}',
    lacks => '{table public.events_y2026}');

-- e1 · The declaration renames partition events.events_2026 to events.events_y2026. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e1', '{public.events_2026}', $ddl$
ALTER TABLE public.events_2026 RENAME TO events_y2026;
$ddl$);
