-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   sw  - unique constraint sw_c_key
--       ~ index sw_c_key
--   fk  ~ foreign key fk_c_fkey: proved for existing rows
--
-- Strongest locks: fk access-exclusive, sw access-exclusive, sw._sg_20260101000000_new_sw_c_key share-update-exclusive.
-- Reads in full: fk, sw.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.fk,public.sw}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Changes unique constraint sw.sw_c_key; in the same transaction made anew: foreign key fk.fk_c_fkey.
CALL pg_temp.under_lock('c1', '{public.fk,public.sw}', $ddl$
ALTER TABLE public.fk DROP CONSTRAINT IF EXISTS fk_c_fkey;
ALTER TABLE public.sw DROP CONSTRAINT IF EXISTS sw_c_key;
ALTER TABLE public.fk ADD CONSTRAINT fk_c_fkey FOREIGN KEY (c) REFERENCES public.sw (c) NOT VALID;
$ddl$);

-- c2 · Index sw.sw_c_key gets its name, which is free now.
CALL pg_temp.run('c2', $ddl$
ALTER INDEX public._sg_20260101000000_new_sw_c_key RENAME TO sw_c_key;
$ddl$);

-- c3 · Existing rows are checked against foreign key fk.fk_c_fkey without blocking writers.
CALL pg_temp.under_lock('c3', '{public.fk}', $ddl$
ALTER TABLE public.fk VALIDATE CONSTRAINT fk_c_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
