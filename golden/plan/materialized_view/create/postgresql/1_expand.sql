-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   empty  + materialized view
--   names  + materialized view with 1 index
--
-- Locks nothing that was there before.
-- Reads in full: users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New materialized view empty.
BEGIN;
CREATE MATERIALIZED VIEW public.empty AS
SELECT 1 AS one
WITH NO DATA;
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=yes tx=own
-- New materialized view names.
BEGIN;
CREATE MATERIALIZED VIEW public.names WITH (fillfactor = 90) AS
SELECT id, name FROM users;
COMMENT ON MATERIALIZED VIEW public.names IS 'Names, now and then';
COMMENT ON COLUMN public.names.name IS 'The name';
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New index names.names_id.
BEGIN;
CREATE UNIQUE INDEX names_id ON public.names USING btree (id);
COMMIT;
