-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   bookings  ~ exclusion constraint no_overlap becomes never_twice
--
-- Strongest locks: bookings.no_overlap share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.bookings}',
    has => '{constraint public.bookings.no_overlap,index public.no_overlap}',
    lacks => '{constraint public.bookings.never_twice}');

-- e1 · The declaration renames exclusion constraint bookings.no_overlap to bookings.never_twice.
CALL pg_temp.run('e1', $ddl$
ALTER INDEX public.no_overlap RENAME TO never_twice;
$ddl$);
