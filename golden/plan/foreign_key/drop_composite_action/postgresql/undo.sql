-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The new application does not obey foreign key notes.notes_pair any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_public.notes.notes_pair" ON other.pairs;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_public.notes.notes_pair"();
ALTER TABLE public.notes ADD CONSTRAINT notes_pair FOREIGN KEY (a, b) REFERENCES other.pairs (a, "b B") ON UPDATE CASCADE ON DELETE SET NULL (b) NOT VALID;
COMMIT;

-- looks at existing rows after e1: The new application does not obey foreign key notes.notes_pair any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_pair;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_pair';
END
$$;
COMMIT;
