-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Until contract the new application has to obey rules that it no longer states: step c4.
-- This migration has nothing to do in migrate.
--
--   bar    ~ foreign key bar_fk: new form added beside the old one, proved for existing rows
--   old_t  - table
--   new_t  ~ index u
--
-- Lost for good, unless there is a backup: the rows of table old_t.
-- Strongest locks: bar access-exclusive, new_t share-row-exclusive, old_t access-exclusive, new_t._sg_20260101000000_new_u share-update-exclusive.
-- Reads in full: bar, new_t.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.bar,public.new_t,public.old_t}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate foreign key bar.bar_fk would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of bar', 'refer to rows that are not there and would violate foreign key bar.bar_fk',
    'Correct or delete them, or add the rows that they refer to.',
    'child.a::text', $rows$public.bar child
             WHERE child.a IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.new_t parent WHERE parent.a = child.a)$rows$, sorts => true);
$ddl$);

-- c2 · The new form of foreign key bar.bar_fk is added beside the old one, for new rows.
CALL pg_temp.under_lock('c2', '{public.bar}', $ddl$
ALTER TABLE public.bar DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_bar_fk;
ALTER TABLE public.bar ADD CONSTRAINT _sg_20260101000000_new_bar_fk FOREIGN KEY (a) REFERENCES public.new_t (a) NOT VALID;
$ddl$, also => '{public.new_t}');

-- c3 · Existing rows are checked against the new form of foreign key bar.bar_fk without blocking writers.
CALL pg_temp.under_lock('c3', '{public.bar}', $ddl$
ALTER TABLE public.bar VALIDATE CONSTRAINT _sg_20260101000000_new_bar_fk;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c4 · The new form of foreign key bar.bar_fk takes the place of the old one.
CALL pg_temp.under_lock('c4', '{public.bar,public.old_t}', $ddl$
ALTER TABLE public.bar DROP CONSTRAINT IF EXISTS bar_fk;
ALTER TABLE public.bar RENAME CONSTRAINT _sg_20260101000000_new_bar_fk TO bar_fk;
$ddl$);

-- c5 · Only the old application uses table old_t.
CALL pg_temp.under_lock('c5', '{public.old_t}', $ddl$
DROP TABLE IF EXISTS public.old_t;
$ddl$);

-- c6 · Index new_t.u gets its name, which is free now.
CALL pg_temp.run('c6', $ddl$
ALTER INDEX public._sg_20260101000000_new_u RENAME TO u;
$ddl$);

CALL pg_temp.end_file(last => true);
