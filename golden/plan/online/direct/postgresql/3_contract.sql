-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- This migration has nothing to do in migrate.
--
--   users  ~ column age: new type
--          ~ column shown: new type
--          ~ all rows written anew
--
-- Strongest locks: users access-exclusive.
-- Writes anew in full, while readers and writers wait: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events,public.logs,public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'age', 'altered'], ['column', 'public.users', 'shown', 'altered']],
    known => '{public.users mail,public.users size,public.users users_pkey}');
$ddl$);

-- c2 · Changes column users.age and column users.shown.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'age', 'replaced'], ['column', 'public.users', 'shown', 'replaced']]);
ALTER TABLE public.users
    ALTER COLUMN age TYPE bigint,
    ALTER COLUMN shown TYPE text USING shown::text;
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
