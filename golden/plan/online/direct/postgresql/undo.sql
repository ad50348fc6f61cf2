-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events,public.logs,public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2}');

-- takes back e4: The declaration renames column users.size to users.shown.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN shown TO size;
$ddl$);

-- takes back e3: The declaration renames column users.mail to users.email.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN email TO mail;
$ddl$);

-- takes back e2: The declaration renames table logs to events.
CALL pg_temp.take_back('e2', '{public.logs}', $ddl$
ALTER TABLE public.events RENAME TO logs;
$ddl$);

CALL pg_temp.end_file(last => true);
