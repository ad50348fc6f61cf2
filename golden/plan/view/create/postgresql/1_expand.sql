-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   named         + view
--   a_view_on_it  + view
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New view named.
BEGIN;
CREATE VIEW public.named AS
SELECT id, name FROM users WHERE name <> '';
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New view a_view_on_it.
BEGIN;
CREATE VIEW public.a_view_on_it AS
SELECT count(*) AS n FROM named;
COMMIT;
