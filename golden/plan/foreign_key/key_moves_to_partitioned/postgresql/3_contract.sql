-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c4 on, because of steps c4 and c7.
-- Until contract the new application has to obey rules that it no longer states: steps c9 and c10.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   p  ~ index u: on the table without its partitions, index built, on the partitions
--   a  - index u
--   f  ~ foreign key f_fk: new form added beside the old one, proved for existing rows
--
-- Strongest locks: p share-row-exclusive, p.p1 share-row-exclusive, f access-exclusive, a access-exclusive, p._sg_20260101000000_new_u share-update-exclusive.
-- Reads in full: f, p.p1.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c8.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.a,public.f,public.p}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.f.f_fk,index public.u}');

-- c1 · Rows that violate foreign key f.f_fk would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of f', 'refer to rows that are not there and would violate foreign key f.f_fk',
    'Correct or delete them, or add the rows that they refer to.',
    '(child.x, child.k)::text', $rows$public.f child
             WHERE child.x IS NOT NULL AND child.k IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.p parent WHERE parent.x = child.x AND parent.k = child.k)$rows$, sorts => true);
$ddl$);

-- c2 · Rows that violate index p.u would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('values of p', 'are there more than once and would violate index p.u',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT (x, k)::text AS value FROM public.p WHERE x IS NOT NULL AND k IS NOT NULL
                     GROUP BY x, k HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashint8extended(k, hashint8extended(x, 0))) FROM public.p WHERE x IS NOT NULL AND k IS NOT NULL$none$);
$ddl$);

-- c3 · Index p.u on the table without its partitions: nothing is read, and it serves when every partition has its part.
CALL pg_temp.under_lock('c3', '{public.p}', $ddl$
CREATE UNIQUE INDEX IF NOT EXISTS _sg_20260101000000_new_u ON ONLY public.p USING btree (x, k);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c4 · Index p.u on partition p1, built without blocking writers.
SELECT pg_temp.begins('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.p1__sg_20260101000000_new_u') AND NOT indisvalid) THEN
        DROP INDEX public.p1__sg_20260101000000_new_u;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS p1__sg_20260101000000_new_u ON public.p1 USING btree (x, k);
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · Index p.u takes over that of partition p1, whose readers and writers wait for an instant.
CALL pg_temp.look('c5', $ddl$
ALTER INDEX public._sg_20260101000000_new_u ATTACH PARTITION public.p1__sg_20260101000000_new_u;
$ddl$);

-- c6 · Index p.u must be on every partition now.
CALL pg_temp.look('c6', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public._sg_20260101000000_new_u'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index p.u'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

-- c7 · The new form of foreign key f.f_fk is added beside the old one, for new rows.
CALL pg_temp.under_lock('c7', '{public.f}', $ddl$
ALTER TABLE public.f DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_fk;
ALTER TABLE public.f ADD CONSTRAINT _sg_20260101000000_new_f_fk FOREIGN KEY (x, k) REFERENCES public.p (x, k) NOT VALID;
$ddl$, also => '{public.p,public.p1}');

-- c8 · Existing rows are checked against the new form of foreign key f.f_fk without blocking writers.
CALL pg_temp.under_lock('c8', '{public.f}', $ddl$
ALTER TABLE public.f VALIDATE CONSTRAINT _sg_20260101000000_new_f_fk;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c9 · The new form of foreign key f.f_fk takes the place of the old one.
CALL pg_temp.under_lock('c9', '{public.f,public.a}', $ddl$
ALTER TABLE public.f DROP CONSTRAINT IF EXISTS f_fk;
ALTER TABLE public.f RENAME CONSTRAINT _sg_20260101000000_new_f_fk TO f_fk;
$ddl$);

-- c10 · Only the old application's queries use index a.u.
SELECT pg_temp.begins('c10') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.u;
SET lock_timeout = '200ms';
CALL pg_temp.done('c10');
\endif

-- c11 · Index p.u gets its name, which is free now.
CALL pg_temp.run('c11', $ddl$
ALTER INDEX public._sg_20260101000000_new_u RENAME TO u;
ALTER INDEX IF EXISTS public.p1__sg_20260101000000_new_u RENAME TO p1_u;
$ddl$);

CALL pg_temp.end_file(last => true);
