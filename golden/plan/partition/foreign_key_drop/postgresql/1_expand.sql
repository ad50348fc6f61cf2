-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   events  - foreign key events_user_id_fkey
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_rest access-exclusive, users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events}',
    has => '{constraint public.events.events_user_id_fkey}');

-- e1 · The new application does not obey foreign key events.events_user_id_fkey any more.
CALL pg_temp.under_lock('e1', '{public.events,public.events_2026,public.events_rest,public.users}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_user_id_fkey;
$ddl$);
