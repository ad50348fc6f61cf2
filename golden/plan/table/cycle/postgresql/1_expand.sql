-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   chickens  + table with 2 columns, primary key, 1 foreign key
--   eggs      + table with 3 columns, primary key, 2 foreign keys
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New table chickens.
BEGIN;
CREATE TABLE public.chickens (
    id integer NOT NULL,
    egg_id integer,
    CONSTRAINT chickens_pkey PRIMARY KEY (id)
);
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New table eggs.
BEGIN;
CREATE TABLE public.eggs (
    id integer NOT NULL,
    chicken_id integer,
    parent_id integer,
    CONSTRAINT eggs_pkey PRIMARY KEY (id)
);
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New foreign key chickens.chickens_egg_id_fkey.
BEGIN;
ALTER TABLE public.chickens ADD CONSTRAINT chickens_egg_id_fkey FOREIGN KEY (egg_id) REFERENCES public.eggs (id) DEFERRABLE INITIALLY DEFERRED;
COMMIT;

-- schemagen: id=e4 phase=expand lock=none rewrite=no scan=no tx=own
-- New foreign key eggs.eggs_chicken_id_fkey.
BEGIN;
ALTER TABLE public.eggs ADD CONSTRAINT eggs_chicken_id_fkey FOREIGN KEY (chicken_id) REFERENCES public.chickens (id);
COMMIT;

-- schemagen: id=e5 phase=expand lock=none rewrite=no scan=no tx=own
-- New foreign key eggs.eggs_parent_id_fkey.
BEGIN;
ALTER TABLE public.eggs ADD CONSTRAINT eggs_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.eggs (id) ON DELETE SET NULL;
COMMIT;
