-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   t  ~ check c1 becomes c2
--      ~ index i1 becomes i2
--      ~ index u1 becomes u2
--
-- Strongest locks: t access-exclusive, t.i1 share-update-exclusive, t.u1 share-update-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:t rewrite=no scan=no tx=own
-- The declaration renames check t.c1 to t.c2.
BEGIN;
ALTER TABLE public.t RENAME CONSTRAINT c1 TO c2;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:t.i1 rewrite=no scan=no tx=own
-- The declaration renames index t.i1 to t.i2.
BEGIN;
ALTER INDEX public.i1 RENAME TO i2;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:t.u1 rewrite=no scan=no tx=own
-- The declaration renames index t.u1 to t.u2.
BEGIN;
ALTER INDEX public.u1 RENAME TO u2;
COMMIT;
