-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on, because of steps c5, c6 and c10.
--
--   users  ~ column _sg_20260101000000_new_role: both forms held together, NOT NULL for new rows, both forms proved equal, proved for existing rows, NOT NULL
--          ~ column role: the new form in place of the old one
--          ~ table: trigger dropped
--          · c11: The planner of queries learns what has taken its place.
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3 and c4.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c7 and c8.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'role', 'replaced']],
    known => '{public.users role,public.users users_pkey}');
$ddl$);

-- c2 · Rows without a value of users._sg_20260101000000_new_role would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of users', 'have no value of _sg_20260101000000_new_role',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.users
             WHERE _sg_20260101000000_new_role IS NULL$rows$);
$ddl$);

-- c3 · Values of column users.role that cannot become user_role would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value public.user_role;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE role IS NOT NULL AND _sg_20260101000000_new_role IS NULL LOOP
        BEGIN
            _sg_value := (SELECT (CASE role::text WHEN '' THEN 'guest' WHEN 'Admin' THEN 'admin' ELSE role::text END)::public.user_role FROM (SELECT _sg_row.*) AS users);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of role that do not become public.user_role; the first: %',
                        _sg_rows, 'users', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- c4 · The old form is about to go: both forms of table users are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in _sg_20260101000000_new_role the value of role',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (row(_sg_20260101000000_new_role)::record *= row((CASE role::text WHEN '' THEN 'guest' WHEN 'Admin' THEN 'admin' ELSE role::text END)::public.user_role)::record)$rows$);
$ddl$);

-- c5 · No write of any kind can part both forms of _sg_20260101000000_new_role from here on.
CALL pg_temp.under_lock('c5', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_equal_users CHECK (row(_sg_20260101000000_new_role)::record *= row((CASE role::text WHEN '' THEN 'guest' WHEN 'Admin' THEN 'admin' ELSE role::text END)::public.user_role)::record) NOT VALID;
$ddl$);

-- c6 · New rows must have a value of users._sg_20260101000000_new_role from here on.
CALL pg_temp.under_lock('c6', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_role;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_role CHECK (_sg_20260101000000_new_role IS NOT NULL) NOT VALID;
$ddl$);

-- c7 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c7', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · Looks at the existing rows for users._sg_20260101000000_new_role without blocking writers.
CALL pg_temp.under_lock('c8', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_role;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c9 · NOT NULL of users._sg_20260101000000_new_role, for free: the check above has proved it.
CALL pg_temp.under_lock('c9', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN _sg_20260101000000_new_role SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_role;
$ddl$);

-- c10 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.role in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c10', '{public.users}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'role', 'replaced']]);
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
ALTER TABLE public.users DROP CONSTRAINT _sg_20260101000000_equal_users;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
ALTER TABLE public.users DROP COLUMN role;
ALTER TABLE public.users RENAME COLUMN _sg_20260101000000_new_role TO role;
ALTER TABLE public.users ALTER COLUMN role SET DEFAULT 'member';
CALL pg_temp.put_up();
$ddl$);

-- c11 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c11', '{public.users}', $ddl$
ANALYZE public.users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
