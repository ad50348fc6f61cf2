-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
--
--   items  ~ column label: NOT NULL for new rows, proved for existing rows, NOT NULL
--
-- Strongest locks: items access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: items.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:items rewrite=no scan=no tx=own
-- New rows must have a value of items.label from here on.
BEGIN;
ALTER TABLE public.items DROP CONSTRAINT IF EXISTS _sg_items_label_nn;
ALTER TABLE public.items ADD CONSTRAINT _sg_items_label_nn CHECK (label IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:items rewrite=no scan=yes tx=own
-- Looks at the existing rows for items.label without blocking writers.
BEGIN;
ALTER TABLE public.items VALIDATE CONSTRAINT _sg_items_label_nn;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:items rewrite=no scan=no tx=own
-- NOT NULL of items.label, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.items ALTER COLUMN label SET NOT NULL;
ALTER TABLE public.items DROP CONSTRAINT IF EXISTS _sg_items_label_nn;
COMMIT;
