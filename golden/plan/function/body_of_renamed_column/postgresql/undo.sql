-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c6,c7}');

-- takes back c4: No write of any kind can part both forms of mail from here on.
CALL pg_temp.take_back('c4', '{public.parts}', $ddl$
ALTER TABLE public.parts DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_parts;
$ddl$);

-- takes back c3: A new body for function stamp(): the old one serves the old application until here, and names column parts.email, which goes.
CALL pg_temp.take_back('c3', '{}', $ddl$
CREATE OR REPLACE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.email := lower(new.email); RETURN new; END $$;
$ddl$);

-- takes back m7: NOT NULL of parts.mail, for free: the check above has proved it.
CALL pg_temp.take_back('m7', '{public.parts}', $ddl$
ALTER TABLE public.parts ALTER COLUMN mail DROP NOT NULL;
$ddl$);

-- takes back m5: New rows must have a value of parts.mail from here on.
CALL pg_temp.take_back('m5', '{public.parts}', $ddl$
ALTER TABLE public.parts DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_mail;
$ddl$);

-- takes back m4: Let the new application write table parts too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m4', '{public.parts}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_parts" BEFORE INSERT OR UPDATE ON public.parts
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_parts();
ALTER TABLE public.parts ENABLE ALWAYS TRIGGER "!_sg_20260101000000_parts";
$ddl$);

-- takes back e3: A trigger on table parts keeps email and mail equal, whichever is written.
CALL pg_temp.take_back('e3', '{public.parts}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_parts ON public.parts;
DROP FUNCTION IF EXISTS public._sg_20260101000000_parts();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_parts" ON public.parts;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_parts();
$ddl$);

-- takes back e2: The new name of column parts.email is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e2', '{public.parts}', $ddl$
ALTER TABLE public.parts DROP COLUMN IF EXISTS mail;
$ddl$);

CALL pg_temp.end_file(last => true);
