-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c7 on.
--
--   items  ~ column label: NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ column number: NOT NULL for new rows, proved for existing rows, NOT NULL
--   lines  ~ column id: NOT NULL for new rows, proved for existing rows, NOT NULL, numbering
--
-- Strongest locks: items access-exclusive, lines access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: items, lines.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:items rewrite=no scan=no tx=own
-- New rows must have a value of items.label, items.number from here on.
BEGIN;
ALTER TABLE public.items DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_label, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_number;
ALTER TABLE public.items ADD CONSTRAINT _sg_20260101000000_nn_label CHECK (label IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn_number CHECK (number IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:items rewrite=no scan=yes tx=own
-- Looks at the existing rows for items.label, items.number without blocking writers.
BEGIN;
ALTER TABLE public.items VALIDATE CONSTRAINT _sg_20260101000000_nn_label, VALIDATE CONSTRAINT _sg_20260101000000_nn_number;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:items rewrite=no scan=no tx=own
-- NOT NULL of items.label, items.number, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.items ALTER COLUMN label SET NOT NULL, ALTER COLUMN number SET NOT NULL;
ALTER TABLE public.items DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_label, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_number;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:lines rewrite=no scan=no tx=own
-- New rows must have a value of lines.id from here on.
BEGIN;
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_id;
ALTER TABLE public.lines ADD CONSTRAINT _sg_20260101000000_nn_id CHECK (id IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:lines rewrite=no scan=yes tx=own
-- Looks at the existing rows for lines.id without blocking writers.
BEGIN;
ALTER TABLE public.lines VALIDATE CONSTRAINT _sg_20260101000000_nn_id;
COMMIT;

-- schemagen: id=c6 phase=contract lock=access-exclusive:lines rewrite=no scan=no tx=own
-- NOT NULL of lines.id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.lines ALTER COLUMN id SET NOT NULL;
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_id;
COMMIT;

-- schemagen: id=c7 phase=contract lock=access-exclusive:lines rewrite=no scan=no tx=own
-- The identity of column lines.id goes on where the sequence stands that numbered its rows.
BEGIN;
ALTER TABLE public.lines ALTER COLUMN id DROP DEFAULT;
ALTER TABLE public.lines ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('public.lines', 'id'), last_value, is_called) FROM public."_sg_20260101000000_numbers_lines.id";
DROP SEQUENCE public."_sg_20260101000000_numbers_lines.id";
COMMIT;
