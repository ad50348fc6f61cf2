-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   "My Schema"              + schema
--   "My Schema"."en;um"      + enum
--   "My Schema"."se q"       + sequence
--   "My Schema".do it(text)  + function
--   "My Schema"."ta ble"     + table with 3 columns, primary key, 1 unique constraint
--   "My Schema"."ma t"       + materialized view with 1 index
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New schema "My Schema".
BEGIN;
CREATE SCHEMA IF NOT EXISTS "My Schema";
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New enum "My Schema"."en;um".
BEGIN;
CREATE TYPE "My Schema"."en;um" AS ENUM ('a''b', 'c"d', '');
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New sequence "My Schema"."se q".
BEGIN;
CREATE SEQUENCE "My Schema"."se q" AS bigint;
COMMIT;

-- schemagen: id=e4 phase=expand lock=none rewrite=no scan=no tx=own
-- New function "My Schema".do it(text).
BEGIN;
CREATE OR REPLACE FUNCTION "My Schema"."do it"(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 || '$x$' $$;
COMMENT ON FUNCTION "My Schema"."do it"(text) IS 'it''s';
COMMIT;

-- schemagen: id=e5 phase=expand lock=none rewrite=no scan=no tx=own
-- New table "My Schema"."ta ble".
BEGIN;
CREATE TABLE "My Schema"."ta ble" (
    id bigint DEFAULT nextval('"My Schema"."se q"'::regclass) NOT NULL,
    kind "My Schema"."en;um" DEFAULT 'a''b' NOT NULL,
    "te xt" text DEFAULT "My Schema"."do it"('x') NOT NULL,
    CONSTRAINT "ta ble_pkey" PRIMARY KEY (id),
    CONSTRAINT "un ique" UNIQUE ("te xt")
);
COMMENT ON TABLE "My Schema"."ta ble" IS 'it''s "quoted"';
COMMENT ON CONSTRAINT "un ique" ON "My Schema"."ta ble" IS 'it''s';
COMMIT;

-- schemagen: id=e6 phase=expand lock=none rewrite=no scan=no tx=own
-- New materialized view "My Schema"."ma t".
BEGIN;
CREATE MATERIALIZED VIEW "My Schema"."ma t" AS
SELECT id, "te xt" FROM "My Schema"."ta ble";
COMMIT;

-- schemagen: id=e7 phase=expand lock=none rewrite=no scan=no tx=own
-- New index "My Schema"."ma t"."in dex".
BEGIN;
CREATE INDEX "in dex" ON "My Schema"."ma t" USING btree ("te xt" DESC);
COMMIT;
