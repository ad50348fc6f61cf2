-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   kind    ~ enum: new values
--   events  + partition events_c
--
-- Strongest locks: events share-update-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step e1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=none
-- New values of enum kind, committed at once so that later steps can use them. The old application reads what the new one writes.
ALTER TYPE public.kind ADD VALUE IF NOT EXISTS 'c' AFTER 'b';

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:events rewrite=no scan=no tx=own
-- New partition events.events_c, made beside its table and attached.
BEGIN;
CREATE TABLE public.events_c (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_c FOR VALUES IN ('c');
COMMIT;
