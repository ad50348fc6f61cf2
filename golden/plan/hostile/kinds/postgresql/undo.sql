-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table "My Schema"."ta ble".
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- takes back e7: New index "My Schema"."ma t"."in dex".
BEGIN;
DROP INDEX IF EXISTS "My Schema"."in dex";
COMMIT;

-- takes back e6: New materialized view "My Schema"."ma t".
BEGIN;
DROP MATERIALIZED VIEW IF EXISTS "My Schema"."ma t";
COMMIT;

-- takes back e5: New table "My Schema"."ta ble".
BEGIN;
DROP TABLE IF EXISTS "My Schema"."ta ble";
COMMIT;

-- takes back e4: New function "My Schema".do it(text).
BEGIN;
DROP FUNCTION IF EXISTS "My Schema"."do it"(text);
COMMIT;

-- takes back e3: New sequence "My Schema"."se q".
BEGIN;
DROP SEQUENCE IF EXISTS "My Schema"."se q";
COMMIT;

-- takes back e2: New enum "My Schema"."en;um".
BEGIN;
DROP TYPE IF EXISTS "My Schema"."en;um";
COMMIT;

-- takes back e1: New schema "My Schema".
BEGIN;
DROP SCHEMA IF EXISTS "My Schema";
COMMIT;
