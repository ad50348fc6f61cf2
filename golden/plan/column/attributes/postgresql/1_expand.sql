-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ column body: storage
--          ~ column name: new type, comment
--          ~ column note: new type, comment
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.body,column public.users.name,column public.users.note}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'name', 'altered'], ['column', 'public.users', 'note', 'altered']],
    known => '{public.users users_pkey}');
$ddl$);

-- e2 · How new values of column users.body are stored.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN body SET STORAGE MAIN;
ALTER TABLE public.users ALTER COLUMN body SET COMPRESSION pglz;
$ddl$);

-- e3 · Changes column users.name and column users.note: every old value fits as it is, so no row is written.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'name', 'replaced'], ['column', 'public.users', 'note', 'replaced']]);
ALTER TABLE public.users
    ALTER COLUMN name TYPE text,
    ALTER COLUMN note TYPE text COLLATE "POSIX";
CALL pg_temp.put_up();
$ddl$);

-- e4 · A new comment for column users.name.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
COMMENT ON COLUMN public.users.name IS 'Shown to ''everyone''';
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e5 · A new comment for column users.note.
CALL pg_temp.under_lock('e5', '{public.users}', $ddl$
COMMENT ON COLUMN public.users.note IS 'Free text';
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
