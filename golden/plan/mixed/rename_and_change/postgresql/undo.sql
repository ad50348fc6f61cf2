-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column users.level.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes,public.people,public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c10,c11,c16,c17,c18,c19}');

-- takes back c14: New rows must obey foreign key notes.notes_author_id_fkey.
CALL pg_temp.take_back('c14', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_author_id_fkey;
$ddl$);

-- takes back c12: New rows must obey check users.people_full_name_check from here on.
CALL pg_temp.take_back('c12', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS people_full_name_check;
$ddl$);

-- takes back c8: No write of any kind can part both forms of _sg_20260101000000_new_age from here on.
CALL pg_temp.take_back('c8', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
$ddl$);

-- takes back c6: No write of any kind can part both forms of author_id from here on.
CALL pg_temp.take_back('c6', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_notes;
$ddl$);

-- takes back m10: Index users._sg_20260101000000_new_people_age, built without blocking writers.
SELECT pg_temp.was_begun('m10') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_people_age;
SET lock_timeout = '200ms';
\endif

-- takes back m8: NOT NULL of notes.author_id, for free: the check above has proved it.
CALL pg_temp.take_back('m8', '{public.notes}', $ddl$
ALTER TABLE public.notes ALTER COLUMN author_id DROP NOT NULL;
$ddl$);

-- takes back m6: New rows must have a value of notes.author_id from here on.
CALL pg_temp.take_back('m6', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_author_id;
$ddl$);

-- takes back m5: Let the new application write table notes too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m5', '{public.notes}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_notes" BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_notes();
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_notes";
$ddl$);

-- takes back m2: Index notes.notes_author_id_idx, built without blocking writers.
SELECT pg_temp.was_begun('m2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_author_id_idx;
SET lock_timeout = '200ms';
\endif

-- takes back e9: The declaration renames table users to people and, in it, name to full_name.
CALL pg_temp.take_back('e9', '{}', $ddl$
DROP VIEW IF EXISTS public.people;
$ddl$);

-- takes back e8: The new application does not obey foreign key notes.notes_user_id_fkey any more.
CALL pg_temp.take_back('e8', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e8: The new application does not obey foreign key notes.notes_user_id_fkey any more.
CALL pg_temp.take_back('e8', '{public.notes,public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_user_id_fkey;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_user_id_fkey';
END
$$;
$ddl$);

-- takes back e7: New column users.level: only the catalog changes.
CALL pg_temp.take_back('e7', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS level;
$ddl$);

-- takes back e6: A new default for column users.age: rows that are there keep their values.
CALL pg_temp.take_back('e6', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN age DROP DEFAULT;
$ddl$);

-- takes back e5: A trigger on table users writes every value in its new type to _sg_20260101000000_new_age as well.
CALL pg_temp.take_back('e5', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
$ddl$);

-- takes back e4: A column of type bigint beside column users.age: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS _sg_20260101000000_new_age;
$ddl$);

-- takes back e3: A trigger on table notes keeps user_id and author_id equal, whichever is written.
CALL pg_temp.take_back('e3', '{public.notes}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_notes();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_notes" ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_notes();
$ddl$);

-- takes back e2: The new name of column notes.user_id is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e2', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP COLUMN IF EXISTS author_id;
$ddl$);

CALL pg_temp.end_file(last => true);
