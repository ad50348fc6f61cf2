-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   prices  ~ column _sg_20260101000000_new_rate: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column before_tax: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: statistics
--
-- Strongest locks: prices access-exclusive.
-- Reads in full: prices.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.prices}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c4,c6,c8}');

-- m1 · Existing rows of table prices get their values of _sg_20260101000000_new_rate, before_tax, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.prices ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.prices ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.prices WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.prices SET _sg_20260101000000_new_rate = (rate::bigint), before_tax = (net)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_rate IS DISTINCT FROM (rate::bigint) OR (before_tax IS NULL AND (net) IS NOT NULL));
        COMMIT;
        SELECT id INTO _sg_from FROM public.prices WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.prices}', $ddl$
ANALYZE public.prices (_sg_20260101000000_new_rate, before_tax);
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
              FROM public.prices
             WHERE _sg_20260101000000_new_rate IS DISTINCT FROM (rate::bigint) OR before_tax IS DISTINCT FROM (net)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_rate, before_tax yet; the first: %', _sg_rows, 'prices', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m4 · New rows must have a value of prices._sg_20260101000000_new_rate, prices.before_tax from here on.
CALL pg_temp.under_lock('m4', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_rate, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_before_tax;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_rate CHECK (_sg_20260101000000_new_rate IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn_before_tax CHECK (before_tax IS NOT NULL) NOT VALID;
$ddl$);

-- m5 · Looks at the existing rows for prices._sg_20260101000000_new_rate, prices.before_tax without blocking writers.
CALL pg_temp.under_lock('m5', '{public.prices}', $ddl$
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_rate, VALIDATE CONSTRAINT _sg_20260101000000_nn_before_tax;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · NOT NULL of prices._sg_20260101000000_new_rate, prices.before_tax, for free: the check above has proved it.
CALL pg_temp.under_lock('m6', '{public.prices}', $ddl$
ALTER TABLE public.prices ALTER COLUMN _sg_20260101000000_new_rate SET NOT NULL, ALTER COLUMN before_tax SET NOT NULL;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_rate, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_before_tax;
$ddl$);

CALL pg_temp.end_file();
