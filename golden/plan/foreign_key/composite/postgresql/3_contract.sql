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
CALL pg_temp.stop_if('rows of b', 'refer to rows that are not there and would violate foreign key b.b_p_q_fkey',
    'Correct or delete them, or add the rows that they refer to.',
    '(child.p, child.q)::text', $rows$public.b child
             WHERE child.p IS NOT NULL AND child.q IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.a parent WHERE parent.x = child.p AND parent.y = child.q)$rows$, sorts => true);
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
