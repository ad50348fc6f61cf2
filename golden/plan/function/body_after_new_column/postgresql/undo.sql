-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column parts.updated_by.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.parts.updated_by,function public.stamp}',
    steps => '{e1,e2}');

-- takes back e2: A new body for function stamp().
CALL pg_temp.take_back('e2', '{}', $ddl$
CREATE OR REPLACE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.v := lower(new.v); RETURN new; END $$;
$ddl$);

-- takes back e1: New column parts.updated_by: only the catalog changes.
CALL pg_temp.take_back('e1', '{public.parts}', $ddl$
ALTER TABLE public.parts DROP COLUMN IF EXISTS updated_by;
$ddl$);

CALL pg_temp.end_file(last => true);
