-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The declaration renames table "Old ""one""" to "New; one" and, in it, se lect to from.
BEGIN;
<<<<<<< HEAD
ALTER TABLE public."New; one" ALTER COLUMN "from" DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of "New; one".from from here on.
BEGIN;
ALTER TABLE public."New; one" DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_from;
COMMIT;

-- takes back e5: Index "New; one"."_sg_20260101000000_new_Old ""one""_pkey", built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."_sg_20260101000000_new_Old ""one""_pkey";
SET lock_timeout = '2s';

-- takes back e4: A trigger on table "New; one" keeps se lect and from equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_New; one" ON public."New; one";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_New; one"();
COMMIT;

-- takes back e3: The new name of column "New; one"."se lect" is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public."New; one" DROP COLUMN IF EXISTS "from";
COMMIT;

-- takes back e1: The declaration renames table "Old ""one""" to "New; one".
BEGIN;
DROP VIEW IF EXISTS public."Old ""one""";
ALTER TABLE public."New; one" RENAME TO "Old ""one""";
=======
DROP VIEW IF EXISTS public."New; one";
>>>>>>> 4282dfb (Let a renamed table keep its name until contract, and a view bear the new one)
COMMIT;
