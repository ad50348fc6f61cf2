-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column "Order By".group.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e7: Index "Order By"."Index 'of' ""it""", built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public."_sg_20260101000000_old_Index ''of'' ""it"""') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public."Index 'of' ""it""" RENAME TO "_sg_20260101000000_new_Index 'of' ""it""";
        ALTER INDEX IF EXISTS public."_sg_20260101000000_old_Index 'of' ""it""" RENAME TO "Index 'of' ""it""";
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public."_sg_20260101000000_new_Index 'of' ""it""";
SET lock_timeout = '2s';

-- takes back e6: The old index "Order By"."Index 'of' ""it""" serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public."_sg_20260101000000_old_Index 'of' ""it""" RENAME TO "Index 'of' ""it""";
COMMIT;

-- takes back e5: The new application does not obey check "Order By"."check --me" any more.
BEGIN;
ALTER TABLE public."Order By" ADD CONSTRAINT "check --me" CHECK ("semi;colon" > 0 or "dot.ted" is null) NOT VALID;
COMMIT;

-- looks at existing rows after e5: The new application does not obey check "Order By"."check --me" any more.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public."Order By" VALIDATE CONSTRAINT "check --me";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check "Order By"."check --me"';
END
$$;
COMMIT;

-- takes back e4: Until contract a row has to obey the old or the new rule of check "Order By"."Order By_quo""te_check", so that both applications can write.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_quo""te_check" CHECK ("quo""te" <> '') NOT VALID;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_either_Order By_quo""te_check";
COMMIT;

-- looks at existing rows after e4: Until contract a row has to obey the old or the new rule of check "Order By"."Order By_quo""te_check", so that both applications can write.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public."Order By" VALIDATE CONSTRAINT "Order By_quo""te_check";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check "Order By"."Order By_quo""te_check"';
END
$$;
COMMIT;

-- takes back e3: New column "Order By".group: only the catalog changes.
BEGIN;
ALTER TABLE public."Order By" DROP COLUMN IF EXISTS "group";
COMMIT;

-- takes back e2: A trigger on table "Order By" fills in dot.ted for the old application.
BEGIN;
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_Order By" ON public."Order By";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_Order By"();
COMMIT;
