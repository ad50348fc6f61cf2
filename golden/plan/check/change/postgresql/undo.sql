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

-- takes back e2: Until contract a row has to obey the old or the new rule of check users.users_named, so that both applications can write.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 0) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_named;
$ddl$, more => true);

-- looks at existing rows after e2: Until contract a row has to obey the old or the new rule of check users.users_named, so that both applications can write.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.users_named';
END
$$;
$ddl$);

-- takes back e1: Until contract a row has to obey the old or the new rule of check users.users_age_check, so that both applications can write.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
ALTER TABLE public.users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_age_check;
$ddl$, more => true);

-- looks at existing rows after e1: Until contract a row has to obey the old or the new rule of check users.users_age_check, so that both applications can write.
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
