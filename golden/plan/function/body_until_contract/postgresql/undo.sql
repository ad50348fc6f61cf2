-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c3}');

-- takes back c2: A new body for function stamp(): the old one serves the old application until here, and names column parts.modified, which goes.
CALL pg_temp.take_back('c2', '{}', $ddl$
CREATE OR REPLACE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.v := lower(new.v); new.modified := 1; RETURN new; END $$;
$ddl$);

CALL pg_temp.end_file(last => true);
