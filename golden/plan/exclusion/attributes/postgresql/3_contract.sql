-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1, c2, c3 and c4.
-- Until contract the new application has to obey rules that it no longer states: steps c1, c2, c3 and c4.
-- This migration has nothing to do in migrate.
--
--   bookings  ~ exclusion constraint e_deferred
--             ~ exclusion constraint e_include
--             ~ exclusion constraint e_method
--             ~ exclusion constraint e_operator
--
-- Strongest locks: bookings access-exclusive.
-- Reads in full: bookings.
-- Reads all rows while others wait: steps c1, c2, c3 and c4.
-- Writers wait while this runs: steps c1, c2, c3 and c4.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c1, c2, c3 and c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.bookings}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old form of exclusion constraint bookings.e_deferred goes and the new one comes in one transaction.
CALL pg_temp.under_lock('c1', '{public.bookings}', $ddl$
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS e_deferred;
ALTER TABLE public.bookings ADD CONSTRAINT e_deferred EXCLUDE USING gist (during WITH &&) DEFERRABLE INITIALLY DEFERRED;
$ddl$);

-- c2 · The old form of exclusion constraint bookings.e_include goes and the new one comes in one transaction.
CALL pg_temp.under_lock('c2', '{public.bookings}', $ddl$
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS e_include;
ALTER TABLE public.bookings ADD CONSTRAINT e_include EXCLUDE USING gist (during WITH &&) INCLUDE (room);
$ddl$);

-- c3 · The old form of exclusion constraint bookings.e_method goes and the new one comes in one transaction.
CALL pg_temp.under_lock('c3', '{public.bookings}', $ddl$
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS e_method;
ALTER TABLE public.bookings ADD CONSTRAINT e_method EXCLUDE USING spgist (during WITH &&);
$ddl$);

-- c4 · The old form of exclusion constraint bookings.e_operator goes and the new one comes in one transaction.
CALL pg_temp.under_lock('c4', '{public.bookings}', $ddl$
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS e_operator;
ALTER TABLE public.bookings ADD CONSTRAINT e_operator EXCLUDE USING gist (room WITH =, during WITH =);
$ddl$);

CALL pg_temp.end_file(last => true);
