-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
--
--   notes  + column answers
--          + column author_id
--          ~ table: kept true by a trigger
--          - foreign key notes_reply_to_fkey
--          - foreign key notes_user_id_fkey
--
-- Strongest locks: notes access-exclusive, users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.notes.reply_to,column public.notes.user_id,constraint public.notes.notes_reply_to_fkey,constraint public.notes.notes_user_id_fkey}',
    lacks => '{column public.notes.answers,column public.notes.author_id}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.notes', 'reply_to', 'replaced'], ['column', 'public.notes', 'user_id', 'replaced']],
    known => '{public.notes notes_pkey,public.notes notes_reply_to_fkey,public.notes notes_user_id_fkey}');
$ddl$);

-- e2 · The new name of column notes.reply_to is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.notes}', $ddl$
ALTER TABLE public.notes ADD COLUMN IF NOT EXISTS answers bigint;
CALL pg_temp.copy_column_settings('public.notes', 'reply_to', 'answers');
$ddl$);

-- e3 · The new name of column notes.user_id is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e3', '{public.notes}', $ddl$
ALTER TABLE public.notes ADD COLUMN IF NOT EXISTS author_id bigint;
CALL pg_temp.copy_column_settings('public.notes', 'user_id', 'author_id');
$ddl$);

-- e4 · A trigger on table notes keeps reply_to and answers, user_id and author_id equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.notes}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_notes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.answers := NEW.reply_to;
    NEW.author_id := NEW.user_id;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_notes BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_notes();
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER zz_sg_20260101000000_notes;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_notes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.answers IS DISTINCT FROM OLD.answers AND NEW.answers IS DISTINCT FROM NEW.reply_to THEN
        IF NOT (NEW.reply_to IS DISTINCT FROM OLD.reply_to) THEN
            NEW.reply_to := NEW.answers;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns reply_to and answers of notes are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    IF NEW.author_id IS DISTINCT FROM OLD.author_id AND NEW.author_id IS DISTINCT FROM NEW.user_id THEN
        IF NOT (NEW.user_id IS DISTINCT FROM OLD.user_id) THEN
            NEW.user_id := NEW.author_id;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns user_id and author_id of notes are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_notes" BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_notes();
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_notes";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · The new application does not obey foreign key notes.notes_reply_to_fkey any more. What else it did, a trigger on notes does until contract, for whoever writes there.
CALL pg_temp.under_lock('e5', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_reply_to_fkey;
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_action_notes.notes_reply_to_fkey"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE public.notes SET reply_to = NULL WHERE reply_to = OLD.id;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION public."_sg_20260101000000_action_notes.notes_reply_to_fkey"() FROM PUBLIC;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_reply_to_fkey" ON public.notes;
CREATE TRIGGER "_sg_20260101000000_action_notes.notes_reply_to_fkey" AFTER DELETE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_action_notes.notes_reply_to_fkey"();
$ddl$);

-- e6 · The new application does not obey foreign key notes.notes_user_id_fkey any more.
CALL pg_temp.under_lock('e6', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
$ddl$);

CALL pg_temp.end_file();
