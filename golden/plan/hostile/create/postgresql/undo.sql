-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table "Order By".
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: New view "View; DROP TABLE x".
BEGIN;
DROP VIEW IF EXISTS public."View; DROP TABLE x";
COMMIT;

-- takes back e4: New index "Order By"."Order By_single'quote_idx".
BEGIN;
DROP INDEX IF EXISTS public."Order By_single'quote_idx";
COMMIT;

-- takes back e3: New index "Order By"."Index 'of' ""it""".
BEGIN;
DROP INDEX IF EXISTS public."Index 'of' ""it""";
COMMIT;

-- takes back e2: New foreign key "Order By"."Order By_single'quote_fkey".
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_single'quote_fkey";
COMMIT;

-- takes back e1: New table "Order By".
BEGIN;
DROP TABLE IF EXISTS public."Order By";
COMMIT;
