-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   "Order By"  ~ column dot.ted: filled
--
-- Strongest locks: "Order By" row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: "Order By".
-- Commits batch by batch; run again it goes on with the rows that are left: step m1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:"Order By" rewrite=no scan=yes tx=batched
-- Existing rows get their value of column "Order By"."dot.ted", batch by batch.
DO $$
DECLARE
    _sg_from integer;
    _sg_to   integer;
    _sg_last integer;
BEGIN
    SELECT "select" INTO _sg_from FROM public."Order By" ORDER BY "select" LIMIT 1;
    SELECT "select" INTO _sg_last FROM public."Order By" ORDER BY "select" DESC LIMIT 1;
    WHILE _sg_from <= _sg_last LOOP
        SELECT "select" INTO _sg_to FROM (SELECT "select" FROM public."Order By" WHERE "select" >= _sg_from ORDER BY "select" LIMIT 5000) batch
         ORDER BY "select" DESC LIMIT 1;
        UPDATE public."Order By" SET "dot.ted" = ('a;b')
         WHERE "select" BETWEEN _sg_from AND _sg_to AND "dot.ted" IS NULL;
        COMMIT;
        SELECT "select" INTO _sg_from FROM public."Order By" WHERE "select" > _sg_to ORDER BY "select" LIMIT 1;
    END LOOP;
END
$$;
