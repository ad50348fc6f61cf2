-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   notes  + table with 3 columns, primary key
--
-- Locks nothing that was there before.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New table notes.
BEGIN;
CREATE TABLE public.notes (
    id bigint NOT NULL,
    code text NOT NULL,
    place text,
    CONSTRAINT notes_pkey PRIMARY KEY (id)
);
COMMIT;
