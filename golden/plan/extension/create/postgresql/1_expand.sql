-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   citext      + extension
--   ext         + schema
--   btree_gist  + extension
--   t           + table with 2 columns, primary key
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New extension citext.
BEGIN;
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New schema ext.
BEGIN;
CREATE SCHEMA IF NOT EXISTS ext;
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New extension btree_gist.
BEGIN;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA ext;
COMMIT;

-- schemagen: id=e4 phase=expand lock=none rewrite=no scan=no tx=own
-- New table t.
BEGIN;
CREATE TABLE public.t (
    id integer NOT NULL,
    email citext NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
COMMIT;
