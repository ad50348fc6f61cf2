-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   parts  ~ column mail: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: statistics
--
-- Strongest locks: parts access-exclusive.
-- Reads in full: parts.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c2,c3}');

-- m1 · Existing rows of table parts get their values of mail, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.parts ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.parts ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.parts WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.parts SET mail = (email)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND ((mail IS NULL AND (email) IS NOT NULL));
        COMMIT;
        SELECT id INTO _sg_from FROM public.parts WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.parts}', $ddl$
ANALYZE public.parts (mail);
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
              FROM public.parts
             WHERE mail IS DISTINCT FROM (email)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of mail yet; the first: %', _sg_rows, 'parts', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m4 · New rows must have a value of parts.mail from here on.
CALL pg_temp.under_lock('m4', '{public.parts}', $ddl$
ALTER TABLE public.parts DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_mail;
ALTER TABLE public.parts ADD CONSTRAINT _sg_20260101000000_nn_mail CHECK (mail IS NOT NULL) NOT VALID;
$ddl$);

-- m5 · Looks at the existing rows for parts.mail without blocking writers.
CALL pg_temp.under_lock('m5', '{public.parts}', $ddl$
ALTER TABLE public.parts VALIDATE CONSTRAINT _sg_20260101000000_nn_mail;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · NOT NULL of parts.mail, for free: the check above has proved it.
CALL pg_temp.under_lock('m6', '{public.parts}', $ddl$
ALTER TABLE public.parts ALTER COLUMN mail SET NOT NULL;
ALTER TABLE public.parts DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_mail;
$ddl$);

CALL pg_temp.end_file();
