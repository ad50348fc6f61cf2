-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   named  ~ view: options, comment
--
-- Strongest locks: named access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:named rewrite=no scan=no tx=own
-- Options of view named.
BEGIN;
ALTER VIEW public.named SET (check_option = 'local', security_invoker = 'true');
ALTER VIEW public.named RESET (security_barrier);
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:named rewrite=no scan=no tx=own
-- The comment of view named.
BEGIN;
COMMENT ON VIEW public.named IS 'New: it''s shown';
COMMENT ON COLUMN public.named.name IS 'The name';
COMMIT;
