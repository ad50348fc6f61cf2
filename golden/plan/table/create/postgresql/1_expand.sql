-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   orders  + table with 3 columns, primary key, 1 foreign key
--   users   + table with 6 columns, primary key, 1 unique constraint, 2 checks, 2 indexes
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New table orders.
BEGIN;
CREATE TABLE public.orders (
    user_id integer NOT NULL,
    number integer NOT NULL,
    total numeric(12,2) DEFAULT 0 NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (user_id, number)
);
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New table users.
BEGIN;
CREATE TABLE public.users (
    id integer NOT NULL,
    name text NOT NULL,
    nickname text,
    age integer,
    email text NOT NULL,
    created text DEFAULT 'today' NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_email_key UNIQUE (email),
    CONSTRAINT users_age_check CHECK (age >= 0),
    CONSTRAINT users_name_given CHECK (length(name) > 0)
);
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New foreign key orders.orders_user_id_fkey.
BEGIN;
ALTER TABLE public.orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE;
COMMIT;

-- schemagen: id=e4 phase=expand lock=none rewrite=no scan=no tx=own
-- New index users.users_active.
BEGIN;
CREATE INDEX users_active ON public.users USING btree (email) WHERE (age is not null);
COMMIT;

-- schemagen: id=e5 phase=expand lock=none rewrite=no scan=no tx=own
-- New index users.users_name_age.
BEGIN;
CREATE INDEX users_name_age ON public.users USING btree (name, age DESC);
COMMIT;
