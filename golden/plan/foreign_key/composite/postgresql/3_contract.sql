-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   b  + foreign key b_p_q_fkey: proved for existing rows
--
-- Strongest locks: b share-row-exclusive, a share-row-exclusive.
-- Reads in full: b, a.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.b}',
    marker => 'public._sg_20260101000000()',
    lacks => '{constraint public.b.b_p_q_fkey}');

-- c1 · Rows that violate foreign key b.b_p_q_fkey would stop this file later on.
CALL pg_temp.look('c1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT (child.p, child.q)::text AS key, row_number() OVER () AS number
              FROM public.b child
             WHERE child.p IS NOT NULL AND child.q IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.a parent WHERE parent.x = child.p AND parent.y = child.q)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key b.b_p_q_fkey; the first: %', _sg_rows, 'b', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
$ddl$);

-- c2 · New rows must obey foreign key b.b_p_q_fkey.
CALL pg_temp.under_lock('c2', '{public.b,public.a}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.b'::regclass AND conname = 'b_p_q_fkey') THEN
        ALTER TABLE public.b ADD CONSTRAINT b_p_q_fkey FOREIGN KEY (p, q) REFERENCES public.a (x, y) MATCH FULL NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c3 · Existing rows are checked against foreign key b.b_p_q_fkey without blocking writers.
CALL pg_temp.under_lock('c3', '{public.b}', $ddl$
ALTER TABLE public.b VALIDATE CONSTRAINT b_p_q_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
