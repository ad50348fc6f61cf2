-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   items  + column label
--          + column number
--          ~ all rows written anew
--   lines  + column id
--          ~ all rows written anew
--
-- Strongest locks: items access-exclusive, lines access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: items, lines.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:items rewrite=no scan=no tx=own
-- New column items.label, empty in existing rows for now.
BEGIN;
ALTER TABLE public.items ADD COLUMN IF NOT EXISTS label uuid;
ALTER TABLE public.items ALTER COLUMN label SET DEFAULT gen_random_uuid();
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:items rewrite=yes scan=no tx=own
-- New column items.number; its values are written into every row.
BEGIN;
ALTER TABLE public.items ADD COLUMN IF NOT EXISTS number serial NOT NULL;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:lines rewrite=yes scan=no tx=own
-- New column lines.id; its values are written into every row.
BEGIN;
ALTER TABLE public.lines ADD COLUMN IF NOT EXISTS id bigint GENERATED ALWAYS AS IDENTITY NOT NULL;
COMMIT;
