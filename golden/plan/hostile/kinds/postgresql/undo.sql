-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table "My Schema"."ta ble".
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"\"My Schema\".\"ma t\"","\"My Schema\".\"ta ble\""}',
    marker => 'public._sg_20260101000000()',
    has => '{function My Schema.do it,materialized view My Schema.ma t,schema My Schema,sequence My Schema.se q,table My Schema.ta ble,type My Schema.en;um}',
    steps => '{e1,e2,e3,e4,e5,e6,e7}');

-- takes back e7: New index "My Schema"."ma t"."in dex".
CALL pg_temp.take_back('e7', '{}', $ddl$
DROP INDEX IF EXISTS "My Schema"."in dex";
$ddl$);

-- takes back e6: New materialized view "My Schema"."ma t".
CALL pg_temp.take_back('e6', '{}', $ddl$
DROP MATERIALIZED VIEW IF EXISTS "My Schema"."ma t";
$ddl$);

-- takes back e5: New table "My Schema"."ta ble".
CALL pg_temp.take_back('e5', '{}', $ddl$
DROP TABLE IF EXISTS "My Schema"."ta ble";
$ddl$);

-- takes back e4: New function "My Schema".do it(text).
CALL pg_temp.take_back('e4', '{}', $ddl$
DROP FUNCTION IF EXISTS "My Schema"."do it"(text);
$ddl$);

-- takes back e3: New sequence "My Schema"."se q".
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP SEQUENCE IF EXISTS "My Schema"."se q";
$ddl$);

-- takes back e2: New enum "My Schema"."en;um".
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TYPE IF EXISTS "My Schema"."en;um";
$ddl$);

-- takes back e1: New schema "My Schema".
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP SCHEMA IF EXISTS "My Schema";
$ddl$);

CALL pg_temp.end_file(last => true);
