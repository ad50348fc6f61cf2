-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
--
--   seats  ~ column note: NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: trigger dropped
--
-- Strongest locks: seats access-exclusive.
-- Reads in full: seats.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.seats}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · New rows must have a value of seats.note from here on.
CALL pg_temp.under_lock('c1', '{public.seats}', $ddl$
ALTER TABLE public.seats DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_note;
ALTER TABLE public.seats ADD CONSTRAINT _sg_20260101000000_nn_note CHECK (note IS NOT NULL) NOT VALID;
$ddl$);

-- c2 · Looks at the existing rows for seats.note without blocking writers.
CALL pg_temp.under_lock('c2', '{public.seats}', $ddl$
ALTER TABLE public.seats VALIDATE CONSTRAINT _sg_20260101000000_nn_note;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c3 · NOT NULL of seats.note, for free: the check above has proved it.
CALL pg_temp.under_lock('c3', '{public.seats}', $ddl$
ALTER TABLE public.seats ALTER COLUMN note SET NOT NULL;
ALTER TABLE public.seats DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_note;
$ddl$);

-- c4 · The old application is gone, and with it the need for the trigger on table seats.
CALL pg_temp.under_lock('c4', '{public.seats}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_seats ON public.seats;
DROP FUNCTION IF EXISTS public._sg_20260101000000_seats();
$ddl$);

CALL pg_temp.end_file(last => true);
