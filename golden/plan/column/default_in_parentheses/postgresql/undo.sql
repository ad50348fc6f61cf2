-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table marks, column logs.at, column logs.between, column logs.name, column logs.ok.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: New column logs.ok: only the catalog changes.
BEGIN;
ALTER TABLE public.logs DROP COLUMN IF EXISTS ok;
COMMIT;

-- takes back e4: New column logs.name: only the catalog changes.
BEGIN;
ALTER TABLE public.logs DROP COLUMN IF EXISTS name;
COMMIT;

-- takes back e3: New column logs.between: only the catalog changes.
BEGIN;
ALTER TABLE public.logs DROP COLUMN IF EXISTS "between";
COMMIT;

-- takes back e2: New column logs.at: only the catalog changes.
BEGIN;
ALTER TABLE public.logs DROP COLUMN IF EXISTS at;
COMMIT;

-- takes back e1: New table marks.
BEGIN;
DROP TABLE IF EXISTS public.marks;
COMMIT;
