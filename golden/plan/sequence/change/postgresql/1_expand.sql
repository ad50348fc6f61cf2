-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   s  ~ sequence: options, owner, comment
--
-- Strongest locks: s share-row-exclusive, users access-share. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-row-exclusive:s rewrite=no scan=no tx=own
-- New options for sequence s.
BEGIN;
ALTER SEQUENCE public.s CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 4
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 0 THEN 4
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.s;
ALTER SEQUENCE public.s AS bigint INCREMENT BY 2 MINVALUE 0 MAXVALUE 1000000 START WITH 4 CACHE 3 CYCLE RESTART;
SELECT setval('public.s', current_setting('schemagen.position')::bigint, false);
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-share:users,share-row-exclusive:s rewrite=no scan=no tx=own
-- Sequence s belongs to its column from here on, and would be dropped with it.
BEGIN;
ALTER SEQUENCE public.s OWNED BY public.users.id;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:s rewrite=no scan=no tx=own
-- A new comment for sequence s.
BEGIN;
COMMENT ON SEQUENCE public.s IS 'Counted';
COMMIT;
