-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column "Order By".group.
-- Stays: step m1. What it has written into column "Order By"."dot.ted" cannot be told from what was there before.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e6: Changes view "View; DROP TABLE x".
BEGIN;
DROP VIEW IF EXISTS public."View; DROP TABLE x";
CREATE VIEW public."View; DROP TABLE x" AS
SELECT "select", "dot.ted" FROM "Order By";
COMMIT;

-- takes back e5: Index "Order By"."Index 'of' ""it""", built without blocking writers.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public."_sg_old_Index ''of'' ""it"""') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public."Index 'of' ""it""" RENAME TO "_sg_new_Index 'of' ""it""";
        ALTER INDEX IF EXISTS public."_sg_old_Index 'of' ""it""" RENAME TO "Index 'of' ""it""";
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public."_sg_new_Index 'of' ""it""";
SET lock_timeout = '2s';

-- takes back e4: The old index "Order By"."Index 'of' ""it""" serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public."_sg_old_Index 'of' ""it""" RENAME TO "Index 'of' ""it""";
COMMIT;

-- takes back e3: The new application does not obey check "Order By"."check --me" any more.
-- For new rows at once; rows written meanwhile may break it, so it comes back NOT VALID. To prove it: ALTER TABLE public."Order By" VALIDATE CONSTRAINT "check --me";
BEGIN;
ALTER TABLE public."Order By" ADD CONSTRAINT "check --me" CHECK ("semi;colon" > 0 or "dot.ted" is null) NOT VALID;
COMMIT;

-- takes back e2: The old rule of check "Order By"."Order By_quo""te_check" goes first, so that both applications can write; contract adds the new rule, and until then none is enforced.
-- For new rows at once; rows written meanwhile may break it, so it comes back NOT VALID. To prove it: ALTER TABLE public."Order By" VALIDATE CONSTRAINT "Order By_quo""te_check";
BEGIN;
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_quo""te_check" CHECK ("quo""te" <> '') NOT VALID;
COMMIT;

-- takes back e1: New column "Order By".group: only the catalog changes.
BEGIN;
ALTER TABLE public."Order By" DROP COLUMN IF EXISTS "group";
COMMIT;
