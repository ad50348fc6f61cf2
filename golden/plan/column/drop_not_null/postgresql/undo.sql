-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2}');

-- takes back e2: The new application does not write column users.fax any more.
-- Reads all rows while readers and writers wait, and fails while rows without a value are there.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.users ALTER COLUMN fax SET NOT NULL;
EXCEPTION WHEN not_null_violation THEN
    RAISE WARNING 'The new application has left % empty in some rows; it stays nullable until they have a value', 'column users.fax';
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
