-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{check public.users.users_named: length(name) > 1,constraint public.users.users_named}',
    steps => '{e1,e2,e3}');

-- takes back e2: New rows must obey check users.users_named from here on, early, as the declaration asks.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 0) NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e2: New rows must obey check users.users_named from here on, early, as the declaration asks.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.users_named';
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
