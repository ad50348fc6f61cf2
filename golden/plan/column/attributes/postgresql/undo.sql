-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.body,column public.users.name,column public.users.note}',
    steps => '{e1,e2,e3,e4,e5}');

-- takes back e5: A new comment for column users.note.
CALL pg_temp.take_back('e5', '{public.users}', $ddl$
COMMENT ON COLUMN public.users.note IS NULL;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- takes back e4: A new comment for column users.name.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
COMMENT ON COLUMN public.users.name IS 'Old';
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- takes back e3: Changes column users.name and column users.note: every old value fits as it is, so no row is written.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'name', 'replaced'], ['column', 'public.users', 'note', 'replaced']]);
ALTER TABLE public.users
    ALTER COLUMN name TYPE text COLLATE "C",
    ALTER COLUMN note TYPE text;
CALL pg_temp.put_up();
$ddl$);

-- takes back e2: How new values of column users.body are stored.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE public.users ALTER COLUMN body SET COMPRESSION DEFAULT;
$ddl$);

CALL pg_temp.end_file(last => true);
