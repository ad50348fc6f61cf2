-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   events   + table with 3 columns, 3 partitions, primary key, 1 foreign key, 1 index
--   parts    + table with 1 column, 2 partitions, primary key
--   regions  + table with 1 column, 3 partitions
--
-- Strongest locks: users share-row-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New table events.
BEGIN;
CREATE TABLE public.events (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    user_id integer NOT NULL,
    CONSTRAINT events_pkey PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
COMMENT ON TABLE public.events IS 'What happened';
CREATE TABLE public.events_2026 PARTITION OF public.events FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');
COMMENT ON TABLE public.events_2026 IS 'This year';
CREATE TABLE public.events_2027 PARTITION OF public.events FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2028-01-01 12:00:00+00');
CREATE TABLE public.events_rest PARTITION OF public.events DEFAULT;
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New table parts.
BEGIN;
CREATE TABLE public.parts (
    id integer NOT NULL,
    CONSTRAINT parts_pkey PRIMARY KEY (id)
) PARTITION BY HASH (id);
CREATE TABLE public.parts_0 PARTITION OF public.parts FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE public.parts_1 PARTITION OF public.parts FOR VALUES WITH (modulus 2, remainder 1);
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New table regions.
BEGIN;
CREATE TABLE public.regions (
    code text NOT NULL
) PARTITION BY LIST (lower(code));
CREATE TABLE public.regions_eu PARTITION OF public.regions FOR VALUES IN ('de', 'fr');
CREATE TABLE public.regions_none PARTITION OF public.regions FOR VALUES IN (NULL);
CREATE TABLE public.regions_rest PARTITION OF public.regions DEFAULT;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-row-exclusive:users rewrite=no scan=no tx=own
-- New foreign key events.events_user_id_fkey.
BEGIN;
ALTER TABLE public.events ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id);
COMMIT;

-- schemagen: id=e5 phase=expand lock=none rewrite=no scan=no tx=own
-- New index events.events_user.
BEGIN;
CREATE INDEX events_user ON public.events USING btree (user_id);
COMMIT;
