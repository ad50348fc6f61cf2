-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   named  ~ view: comment
--
-- Strongest locks: named share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{view public.named}');

-- e1 · A new comment for view named.
CALL pg_temp.under_lock('e1', '{public.named}', $ddl$
COMMENT ON VIEW public.named IS 'New: it''s shown';
COMMENT ON COLUMN public.named.name IS 'The name';
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
