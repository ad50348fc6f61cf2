-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column _sg_20260101000000_new_amount: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: statistics
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c2}');

-- m1 · Existing rows of table users get their values of _sg_20260101000000_new_amount, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.users ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.users ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.users WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.users SET _sg_20260101000000_new_amount = (amount::bigint)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_amount IS DISTINCT FROM (amount::bigint));
        COMMIT;
        SELECT id INTO _sg_from FROM public.users WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.users}', $ddl$
ANALYZE public.users (_sg_20260101000000_new_amount);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.users
             WHERE _sg_20260101000000_new_amount IS DISTINCT FROM (amount::bigint)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_amount yet; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m4 · New rows must have a value of users._sg_20260101000000_new_amount from here on.
CALL pg_temp.under_lock('m4', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount CHECK (_sg_20260101000000_new_amount IS NOT NULL) NOT VALID;
$ddl$);

-- m5 · Looks at the existing rows for users._sg_20260101000000_new_amount without blocking writers.
CALL pg_temp.under_lock('m5', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · NOT NULL of users._sg_20260101000000_new_amount, for free: the check above has proved it.
CALL pg_temp.under_lock('m6', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN _sg_20260101000000_new_amount SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount;
$ddl$);

CALL pg_temp.end_file();
