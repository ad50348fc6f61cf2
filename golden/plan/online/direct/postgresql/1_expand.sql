-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e2 on, because of steps e2, e3 and e4.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   events  ~ table logs becomes events
--   users   ~ column mail becomes email
--           ~ column size becomes shown
--
-- Strongest locks: logs access-exclusive, users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events,public.logs,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.age: integer,column public.users.mail,column public.users.size,column public.users.size: integer,table public.logs,column public.users.age}',
    lacks => '{column public.users.age: bigint,column public.users.email,column public.users.shown,column public.users.shown: text,table public.events}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'age', 'altered'], ['column', 'public.users', 'shown', 'altered']],
    known => '{public.users mail,public.users size,public.users users_pkey}');
$ddl$);

-- e2 · The declaration renames table logs to events. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e2', '{public.logs}', $ddl$
ALTER TABLE public.logs RENAME TO events;
$ddl$);

-- e3 · The declaration renames column users.mail to users.email. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN mail TO email;
$ddl$);

-- e4 · The declaration renames column users.size to users.shown. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN size TO shown;
$ddl$);

CALL pg_temp.end_file();
