-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ column body: storage
--          ~ column name: new type, comment
--          ~ column note: new type, comment
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- How new values of column users.body are stored.
BEGIN;
ALTER TABLE public.users ALTER COLUMN body SET STORAGE MAIN;
ALTER TABLE public.users ALTER COLUMN body SET COMPRESSION pglz;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- Changes column users.name and column users.note: every old value fits as it is, so no row is written.
BEGIN;
ALTER TABLE public.users
    ALTER COLUMN name TYPE text,
    ALTER COLUMN note TYPE text COLLATE "POSIX";
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- A new comment for column users.name.
BEGIN;
COMMENT ON COLUMN public.users.name IS 'Shown to ''everyone''';
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- A new comment for column users.note.
BEGIN;
COMMENT ON COLUMN public.users.note IS 'Free text';
COMMIT;
