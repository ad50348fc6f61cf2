-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on, because of steps e1 and e2.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ column a becomes b
--          ~ column b becomes c
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.a,column public.users.b}',
    lacks => '{column public.users.c}');

-- e1 · The declaration renames column users.b to users.c. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN b TO c;
$ddl$);

-- e2 · The declaration renames column users.a to users.b. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN a TO b;
$ddl$);

CALL pg_temp.end_file(last => true);
