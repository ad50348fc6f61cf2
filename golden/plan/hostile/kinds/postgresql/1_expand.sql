-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
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
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{"\"My Schema\".\"ma t\"","\"My Schema\".\"ta ble\""}',
    marker => 'public._sg_20260101000000()',
    lacks => '{function My Schema.do it,materialized view My Schema.ma t,schema My Schema,sequence My Schema.se q,table My Schema.ta ble,type My Schema.en;um}');

-- e1 · New schema "My Schema".
CALL pg_temp.run('e1', $ddl$
CREATE SCHEMA IF NOT EXISTS "My Schema";
$ddl$);

-- e2 · New enum "My Schema"."en;um".
CALL pg_temp.run('e2', $ddl$
CREATE TYPE "My Schema"."en;um" AS ENUM ('a''b', 'c"d', '');
$ddl$);

-- e3 · New sequence "My Schema"."se q".
CALL pg_temp.run('e3', $ddl$
CREATE SEQUENCE "My Schema"."se q" AS bigint;
$ddl$);

-- e4 · New function "My Schema".do it(text).
CALL pg_temp.run('e4', $ddl$
CREATE OR REPLACE FUNCTION "My Schema"."do it"(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 || '$x$' $$;
COMMENT ON FUNCTION "My Schema"."do it"(text) IS 'it''s';
$ddl$);

-- e5 · New table "My Schema"."ta ble".
CALL pg_temp.run('e5', $ddl$
CREATE TABLE "My Schema"."ta ble" (
    id bigint DEFAULT nextval('"My Schema"."se q"'::regclass) NOT NULL,
    kind "My Schema"."en;um" DEFAULT 'a''b' NOT NULL,
    "te xt" text DEFAULT "My Schema"."do it"('x') NOT NULL,
    CONSTRAINT "ta ble_pkey" PRIMARY KEY (id),
    CONSTRAINT "un ique" UNIQUE ("te xt")
);
COMMENT ON TABLE "My Schema"."ta ble" IS 'it''s "quoted"';
COMMENT ON CONSTRAINT "un ique" ON "My Schema"."ta ble" IS 'it''s';
$ddl$);

-- e6 · New materialized view "My Schema"."ma t".
CALL pg_temp.run('e6', $ddl$
CREATE MATERIALIZED VIEW "My Schema"."ma t" AS
SELECT id, "te xt" FROM "My Schema"."ta ble";
$ddl$);

-- e7 · New index "My Schema"."ma t"."in dex".
CALL pg_temp.run('e7', $ddl$
CREATE INDEX "in dex" ON "My Schema"."ma t" USING btree ("te xt" DESC);
$ddl$);

CALL pg_temp.end_file(last => true);
