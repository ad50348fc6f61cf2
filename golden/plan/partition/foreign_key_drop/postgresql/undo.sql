-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The new application does not obey foreign key events.events_user_id_fkey any more.
BEGIN;
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
COMMIT;

-- looks at existing rows after e1: The new application does not obey foreign key events.events_user_id_fkey any more.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.events_2026 VALIDATE CONSTRAINT events_user_id_fkey;
    ALTER TABLE public.events_rest VALIDATE CONSTRAINT events_user_id_fkey;
    ALTER TABLE public.events ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id);
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key events.events_user_id_fkey';
END
$$;
COMMIT;
