-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   bookings  + exclusion constraint no_overlap
--
-- Strongest locks: bookings access-exclusive.
-- Reads in full: bookings.
-- Reads all rows while others wait: step c1.
-- Writers wait while this runs: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.bookings}',
    lacks => '{constraint public.bookings.no_overlap,valid index public.no_overlap}');

-- c1 · No two rows may break exclusion constraint bookings.no_overlap from here on.
CALL pg_temp.under_lock('c1', '{public.bookings}', $ddl$
ALTER TABLE public.bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);
$ddl$);
