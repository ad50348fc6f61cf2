-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The old form of index events.events_kind goes and the new one is built in one transaction; readers and writers of all partitions wait meanwhile.
-- Builds the old index while readers and writers of all partitions wait.
BEGIN;
DROP INDEX IF EXISTS public.events_kind;
CREATE INDEX events_kind ON public.events USING btree (kind, at DESC);
COMMIT;
