-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    lacks => '{constraint public.events.events_user_id_fkey}');

-- takes back e1: The new application does not obey foreign key events.events_user_id_fkey any more.
CALL pg_temp.take_back('e1', '{public.events,public.events_2026,public.events_rest,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_2026'::regclass AND conname = 'events_user_id_fkey') THEN
        ALTER TABLE public.events_2026 ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_rest'::regclass AND conname = 'events_user_id_fkey') THEN
        ALTER TABLE public.events_rest ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
$ddl$, more => true);

-- looks at existing rows after e1: The new application does not obey foreign key events.events_user_id_fkey any more.
CALL pg_temp.take_back('e1', '{public.events,public.events_2026,public.events_rest,public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.events_2026 VALIDATE CONSTRAINT events_user_id_fkey;
    ALTER TABLE public.events_rest VALIDATE CONSTRAINT events_user_id_fkey;
    ALTER TABLE public.events ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id);
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key events.events_user_id_fkey';
END
$$;
$ddl$);
