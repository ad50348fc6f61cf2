-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()');

-- takes back c3: New rows must obey check users.c_inherit from here on.
CALL pg_temp.take_back('c3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS c_inherit;
$ddl$);

-- takes back e2: Until contract a row has to obey the old or the new rule of check users.c_inherit, so that both applications can write.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS c_inherit;
ALTER TABLE public.users ADD CONSTRAINT c_inherit CHECK (length(name) > 0) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_c_inherit;
$ddl$, more => true);

-- looks at existing rows after e2: Until contract a row has to obey the old or the new rule of check users.c_inherit, so that both applications can write.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT c_inherit;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.c_inherit';
END
$$;
$ddl$);

-- takes back e1: A new comment for check users.c_comment.
CALL pg_temp.take_back('e1', '{}', $ddl$
COMMENT ON CONSTRAINT c_comment ON public.users IS NULL;
$ddl$);

CALL pg_temp.end_file(last => true);
