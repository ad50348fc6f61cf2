-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  + column age
--          + column group_id
--          + unique constraint users_age_key: index built
--          + foreign key users_group_id_fkey: proved for existing rows
--          + index users_group_id_idx
--
-- Strongest locks: users access-exclusive, groups share-row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users, groups.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e3 and e7.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New column users.age: only the catalog changes.
BEGIN;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS age integer;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New column users.group_id: only the catalog changes.
BEGIN;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS group_id integer;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- A unique index for unique constraint users.users_age_key, built without blocking writers. What an interrupted build left is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_age_key') AND NOT indisvalid) THEN
        DROP INDEX public.users_age_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_age_key ON public.users (age);
SET lock_timeout = '2s';

-- schemagen: id=e4 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- Unique constraint users.users_age_key takes over the index.
BEGIN;
ALTER TABLE public.users ADD CONSTRAINT users_age_key UNIQUE USING INDEX users_age_key;
COMMIT;

-- schemagen: id=e5 phase=expand lock=share-row-exclusive:users,share-row-exclusive:groups rewrite=no scan=no tx=own
-- New rows must obey foreign key users.users_group_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.users'::regclass AND conname = 'users_group_id_fkey') THEN
        ALTER TABLE public.users ADD CONSTRAINT users_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.groups (id) NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:users,row-share:groups rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key users.users_group_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT users_group_id_fkey;
COMMIT;

-- schemagen: id=e7 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_group_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_group_id_idx') AND NOT indisvalid) THEN
        DROP INDEX public.users_group_id_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_group_id_idx ON public.users USING btree (group_id);
SET lock_timeout = '2s';
