-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  + column age
--          + column group_id
--          + unique constraint users_age_key: index built
--          + foreign key users_group_id_fkey: proved for existing rows
--          + index users_group_id_idx
--
-- Strongest locks: users access-exclusive, groups share-row-exclusive.
-- Reads in full: users, groups.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.users.age,column public.users.group_id,constraint public.users.users_age_check,constraint public.users.users_age_key,constraint public.users.users_group_id_fkey,valid index public.users_age_key,valid index public.users_group_id_idx}');

-- e1 · New column users.age: only the catalog changes.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS age integer;
$ddl$);

-- e2 · New column users.group_id: only the catalog changes.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS group_id integer;
$ddl$);

-- e3 · A unique index for unique constraint users.users_age_key, built without blocking writers. What an interrupted build left is removed first.
SELECT pg_temp.begins('e3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_age_key') AND NOT indisvalid) THEN
        DROP INDEX public.users_age_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_age_key ON public.users (age);
SET lock_timeout = '200ms';
CALL pg_temp.done('e3');
\endif

-- e4 · Unique constraint users.users_age_key takes over the index.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
ALTER TABLE public.users ADD CONSTRAINT users_age_key UNIQUE USING INDEX users_age_key;
$ddl$);

-- e5 · New rows must obey foreign key users.users_group_id_fkey.
CALL pg_temp.under_lock('e5', '{public.users,public.groups}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.users'::regclass AND conname = 'users_group_id_fkey') THEN
        ALTER TABLE public.users ADD CONSTRAINT users_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.groups (id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e6 · Existing rows are checked against foreign key users.users_group_id_fkey without blocking writers.
CALL pg_temp.under_lock('e6', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT users_group_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e7 · Index users.users_group_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e7', builds => 'public.users_group_id_idx') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_group_id_idx') AND NOT indisvalid) THEN
        DROP INDEX public.users_group_id_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_group_id_idx ON public.users USING btree (group_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e7');
\endif

CALL pg_temp.end_file();
