-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   Mood   + enum
--   mood   + enum
--   Users  + table with 2 columns, primary key
--   users  + table with 1 column, primary key
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New enum Mood.
BEGIN;
CREATE TYPE public."Mood" AS ENUM ('A', 'a');
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New enum mood.
BEGIN;
CREATE TYPE public.mood AS ENUM ('b');
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New table Users.
BEGIN;
CREATE TABLE public."Users" (
    "Id" integer NOT NULL,
    id text,
    CONSTRAINT "Users_pkey" PRIMARY KEY ("Id")
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
