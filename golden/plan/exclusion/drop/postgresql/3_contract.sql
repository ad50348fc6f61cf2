-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   bookings  - exclusion constraint no_overlap
--
-- Strongest locks: bookings access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.bookings}',
    has => '{constraint public.bookings.no_overlap,index public.no_overlap}');

-- c1 · The old application may rely on exclusion constraint bookings.no_overlap until here.
CALL pg_temp.under_lock('c1', '{public.bookings}', $ddl$
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS no_overlap;
$ddl$);
