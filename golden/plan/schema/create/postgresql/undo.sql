-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table billing.invoices, table users.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{billing.invoices,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{schema billing,table billing.invoices,table public.users,type billing.kind}',
    steps => '{e1,e2,e3,e4,e5}');

-- takes back e5: New foreign key billing.invoices.invoices_user_id_fkey.
CALL pg_temp.take_back('e5', '{}', $ddl$
ALTER TABLE billing.invoices DROP CONSTRAINT IF EXISTS invoices_user_id_fkey;
$ddl$);

-- takes back e4: New table users.
CALL pg_temp.take_back('e4', '{}', $ddl$
DROP TABLE IF EXISTS public.users;
$ddl$);

-- takes back e3: New table billing.invoices.
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP TABLE IF EXISTS billing.invoices;
$ddl$);

-- takes back e2: New enum billing.kind.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TYPE IF EXISTS billing.kind;
$ddl$);

-- takes back e1: New schema billing.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP SCHEMA IF EXISTS billing;
$ddl$);

CALL pg_temp.end_file(last => true);
