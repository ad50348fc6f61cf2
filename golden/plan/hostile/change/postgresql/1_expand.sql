-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   "Order By"            + column group
--                         - check Order By_quo"te_check
--                         - check check --me
--                         ~ index Index 'of' "it": old form set aside, new form built
--   "View; DROP TABLE x"  ~ view
--
-- Strongest locks: "Order By" access-exclusive, "Order By"."Index 'of' ""it""" share-update-exclusive, "View; DROP TABLE x" access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: "Order By".
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step e5.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- New column "Order By".group: only the catalog changes.
BEGIN;
ALTER TABLE public."Order By" ADD COLUMN IF NOT EXISTS "group" text;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- The old rule of check "Order By"."Order By_quo""te_check" goes first, so that both applications can write; contract adds the new rule, and until then none is enforced.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- The new application does not obey check "Order By"."check --me" any more.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "check --me";
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:"Order By"."Index 'of' ""it""" rewrite=no scan=no tx=own
-- The old index "Order By"."Index 'of' ""it""" serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public."_sg_old_Index ''of'' ""it"""') IS NULL THEN
        ALTER INDEX IF EXISTS public."Index 'of' ""it""" RENAME TO "_sg_old_Index 'of' ""it""";
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:"Order By" rewrite=no scan=yes tx=none
-- Index "Order By"."Index 'of' ""it""", built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."Index 'of' ""it""";
CREATE INDEX CONCURRENTLY "Index 'of' ""it""" ON public."Order By" USING btree ("dot.ted", (upper("quo""te")));
SET lock_timeout = '2s';

-- schemagen: id=e6 phase=expand lock=access-exclusive:"View; DROP TABLE x" rewrite=no scan=no tx=own
-- Changes view "View; DROP TABLE x". Privileges granted on view "View; DROP TABLE x" go with it: grant them again.
BEGIN;
DROP VIEW IF EXISTS public."View; DROP TABLE x";
CREATE VIEW public."View; DROP TABLE x" AS
SELECT "select", "dot.ted", "group" FROM "Order By";
COMMIT;
