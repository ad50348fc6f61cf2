-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column items.label, column items.number, column lines.id.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: New column lines.id: new rows get their number at once, existing rows later.
BEGIN;
ALTER TABLE public.lines DROP COLUMN IF EXISTS id;
DROP SEQUENCE IF EXISTS public."_sg_20260101000000_numbers_lines.id";
COMMIT;

-- takes back e2: New column items.number: new rows get their number at once, existing rows later.
BEGIN;
ALTER TABLE public.items DROP COLUMN IF EXISTS number;
DROP SEQUENCE IF EXISTS public.items_number_seq;
COMMIT;

-- takes back e1: New column items.label, empty in existing rows for now.
BEGIN;
ALTER TABLE public.items DROP COLUMN IF EXISTS label;
COMMIT;
