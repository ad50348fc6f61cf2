-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{constraint public.users.users_age_check,constraint public.users.users_named}',
    steps => '{e1,e2}');

-- takes back e2: The new application does not obey check users.users_named any more.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 0) NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e2: The new application does not obey check users.users_named any more.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.users_named';
END
$$;
$ddl$);

-- takes back e1: The new application does not obey check users.users_age_check any more.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e1: The new application does not obey check users.users_age_check any more.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT users_age_check;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.users_age_check';
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
