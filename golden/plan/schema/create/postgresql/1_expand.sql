-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   billing           + schema
--   billing.kind      + enum
--   billing.invoices  + table with 3 columns, primary key, 1 foreign key
--   users             + table with 1 column, primary key
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New schema billing.
BEGIN;
CREATE SCHEMA IF NOT EXISTS billing;
COMMENT ON SCHEMA billing IS 'Money';
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New enum billing.kind.
BEGIN;
CREATE TYPE billing.kind AS ENUM ('a', 'b');
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New table billing.invoices.
BEGIN;
CREATE TABLE billing.invoices (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    kind billing.kind NOT NULL,
    user_id integer NOT NULL,
    CONSTRAINT invoices_pkey PRIMARY KEY (id)
);
COMMIT;

-- schemagen: id=e4 phase=expand lock=none rewrite=no scan=no tx=own
-- New table users.
BEGIN;
CREATE TABLE public.users (
    id integer NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id)
);
COMMIT;

-- schemagen: id=e5 phase=expand lock=none rewrite=no scan=no tx=own
-- New foreign key billing.invoices.invoices_user_id_fkey.
BEGIN;
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id);
COMMIT;
