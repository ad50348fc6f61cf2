-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column items.label, column items.number, column lines.id.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e3: New column lines.id; its values are written into every row.
BEGIN;
ALTER TABLE public.lines DROP COLUMN IF EXISTS id;
COMMIT;

-- takes back e2: New column items.number; its values are written into every row.
BEGIN;
ALTER TABLE public.items DROP COLUMN IF EXISTS number;
COMMIT;

-- takes back e1: New column items.label, empty in existing rows for now.
BEGIN;
ALTER TABLE public.items DROP COLUMN IF EXISTS label;
COMMIT;
