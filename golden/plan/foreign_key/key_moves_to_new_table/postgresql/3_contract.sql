-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Until contract the new application has to obey rules that it no longer states: step c4.
-- This migration has nothing to do in migrate.
--
--   bar    ~ foreign key bar_fk: new form added beside the old one, proved for existing rows
--   old_t  - table
--   new_t  ~ index u
--
-- Lost for good, unless there is a backup: the rows of table old_t.
-- Strongest locks: bar access-exclusive, new_t share-row-exclusive, old_t access-exclusive, new_t._sg_20260101000000_new_u share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: bar, new_t.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key bar.bar_fk would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.a::text AS key, row_number() OVER () AS number
              FROM public.bar child
             WHERE child.a IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.new_t parent WHERE parent.a = child.a)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key bar.bar_fk; the first: %', _sg_rows, 'bar', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:bar,share-row-exclusive:new_t rewrite=no scan=no tx=own
-- The new form of foreign key bar.bar_fk is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.bar DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_bar_fk;
ALTER TABLE public.bar ADD CONSTRAINT _sg_20260101000000_new_bar_fk FOREIGN KEY (a) REFERENCES public.new_t (a) NOT VALID;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:bar,row-share:new_t rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key bar.bar_fk without blocking writers.
BEGIN;
ALTER TABLE public.bar VALIDATE CONSTRAINT _sg_20260101000000_new_bar_fk;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:bar,access-exclusive:old_t rewrite=no scan=no tx=own
-- The new form of foreign key bar.bar_fk takes the place of the old one.
BEGIN;
ALTER TABLE public.bar DROP CONSTRAINT IF EXISTS bar_fk;
ALTER TABLE public.bar RENAME CONSTRAINT _sg_20260101000000_new_bar_fk TO bar_fk;
COMMIT;

-- schemagen: id=c5 phase=contract lock=access-exclusive:old_t rewrite=no scan=no loss=table:old_t tx=own
-- Only the old application uses table old_t.
BEGIN;
DROP TABLE IF EXISTS public.old_t;
COMMIT;

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:new_t._sg_20260101000000_new_u rewrite=no scan=no tx=own
-- Index new_t.u gets its name, which is free now.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_u RENAME TO u;
COMMIT;
