-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   t  ~ check c1 becomes c2
--      ~ index i1 becomes i2
--      ~ index u1 becomes u2
--
-- Strongest locks: t access-exclusive, t.i1 share-update-exclusive, t.u1 share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.t}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.t.c1,index public.i1,index public.u1}',
    lacks => '{constraint public.t.c2}');

-- e1 · The declaration renames check t.c1 to t.c2.
CALL pg_temp.under_lock('e1', '{public.t}', $ddl$
ALTER TABLE public.t RENAME CONSTRAINT c1 TO c2;
$ddl$);

-- e2 · The declaration renames index t.i1 to t.i2.
CALL pg_temp.run('e2', $ddl$
ALTER INDEX public.i1 RENAME TO i2;
$ddl$);

-- e3 · The declaration renames index t.u1 to t.u2.
CALL pg_temp.run('e3', $ddl$
ALTER INDEX public.u1 RENAME TO u2;
$ddl$);

CALL pg_temp.end_file(last => true);
