-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   marks  + table with 4 columns, primary key
--   logs   + column at
--          + column between
--          + column name
--          + column ok
--
-- Strongest locks: logs access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New table marks.
BEGIN;
CREATE TABLE public.marks (
    id bigint NOT NULL,
    good boolean DEFAULT (1 = ANY (ARRAY[1, 2])) NOT NULL,
    sum integer DEFAULT 1 + 2 * 3 NOT NULL,
    at timestamp with time zone DEFAULT '2020-01-01'::timestamp with time zone NOT NULL,
    CONSTRAINT marks_pkey PRIMARY KEY (id)
);
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:logs rewrite=no scan=no tx=own
-- New column logs.at: only the catalog changes.
BEGIN;
ALTER TABLE public.logs ADD COLUMN IF NOT EXISTS at timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc') NOT NULL;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:logs rewrite=no scan=no tx=own
-- New column logs.between: only the catalog changes.
BEGIN;
ALTER TABLE public.logs ADD COLUMN IF NOT EXISTS "between" boolean DEFAULT (1 BETWEEN 0 AND 2);
COMMIT;

-- schemagen: id=e4 phase=expand lock=access-exclusive:logs rewrite=no scan=no tx=own
-- New column logs.name: only the catalog changes.
BEGIN;
ALTER TABLE public.logs ADD COLUMN IF NOT EXISTS name text DEFAULT ('x' COLLATE "C");
COMMIT;

-- schemagen: id=e5 phase=expand lock=access-exclusive:logs rewrite=no scan=no tx=own
-- New column logs.ok: only the catalog changes.
BEGIN;
ALTER TABLE public.logs ADD COLUMN IF NOT EXISTS ok boolean DEFAULT ('a' IN ('a', 'b')) NOT NULL;
COMMIT;
