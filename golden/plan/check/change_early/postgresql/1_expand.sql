-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e2 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ check users_named: proved for existing rows
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step e1.
-- Fails, and changes nothing, when existing rows violate the new rule: step e3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.users.users_named}');

-- e1 · Rows that violate check users.users_named would stop this file later on.
CALL pg_temp.look('e1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.users
             WHERE NOT (length(name) > 1)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % violate check users.users_named; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Correct them, or change the rule in the declaration.';
    END IF;
END
$$;
$ddl$);

-- e2 · New rows must obey check users.users_named from here on, early, as the declaration asks.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 1) NOT VALID;
$ddl$);

-- e3 · Existing rows are checked against check users.users_named without blocking writers.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
