-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on.
--
--   stamp()  ~ function: new body
--   parts    ~ column email becomes mail
--            ~ table: trigger dropped
--            · c7: The planner of queries learns what has taken its place.
--
-- Strongest locks: parts access-exclusive.
-- Reads in full: parts.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c5.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.parts', 'email', 'replaced']],
    known => '{public.parts parts_pkey,public.parts parts_stamp}');
$ddl$);

-- c2 · The old form is about to go: both forms of table parts are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of parts', 'do not have in mail the value of email',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.parts
             WHERE NOT (mail IS NOT DISTINCT FROM email)$rows$);
$ddl$);

-- c3 · A new body for function stamp(): the old one serves the old application until here, and names column parts.email, which goes.
CALL pg_temp.run('c3', $ddl$
CREATE OR REPLACE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.mail := lower(new.mail); RETURN new; END $$;
$ddl$);

-- c4 · No write of any kind can part both forms of mail from here on.
CALL pg_temp.under_lock('c4', '{public.parts}', $ddl$
ALTER TABLE public.parts DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_parts;
ALTER TABLE public.parts ADD CONSTRAINT _sg_20260101000000_equal_parts CHECK (mail IS NOT DISTINCT FROM email) NOT VALID;
$ddl$);

-- c5 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c5', '{public.parts}', $ddl$
ALTER TABLE public.parts VALIDATE CONSTRAINT _sg_20260101000000_equal_parts;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: parts.mail for email.
CALL pg_temp.under_lock('c6', '{public.parts}', $ddl$
ALTER TABLE public.parts RENAME COLUMN mail TO _sg_aside_mail;
ALTER TABLE public.parts RENAME COLUMN email TO mail;
CALL pg_temp.take_down(ARRAY[['column', 'public.parts', 'mail', 'replaced']], drops => false);
ALTER TABLE public.parts RENAME COLUMN mail TO email;
ALTER TABLE public.parts RENAME COLUMN _sg_aside_mail TO mail;
CALL pg_temp.drop_carried();
ALTER TABLE public.parts VALIDATE CONSTRAINT _sg_20260101000000_equal_parts;
ALTER TABLE public.parts DROP CONSTRAINT _sg_20260101000000_equal_parts;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_parts ON public.parts;
DROP FUNCTION IF EXISTS public._sg_20260101000000_parts();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_parts" ON public.parts;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_parts();
ALTER TABLE public.parts DROP COLUMN email;
CALL pg_temp.forget_plans('public.parts');
CALL pg_temp.put_up();
$ddl$);

-- c7 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c7', '{public.parts}', $ddl$
ANALYZE public.parts;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
