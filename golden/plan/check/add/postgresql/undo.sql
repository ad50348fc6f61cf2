-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()');

-- takes back c5: New rows must obey check users.users_named from here on.
CALL pg_temp.take_back('c5', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
$ddl$);

-- takes back c3: New rows must obey check users.users_age_check from here on.
CALL pg_temp.take_back('c3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
$ddl$);

CALL pg_temp.end_file(last => true);
