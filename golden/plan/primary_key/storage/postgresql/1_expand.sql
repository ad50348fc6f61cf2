-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   t  ~ primary key: storage
--
-- Strongest locks: t.t_pkey share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.t}',
    has => '{constraint public.t.t_pkey,index public.t_pkey}');

-- e1 · New storage parameters for the index of the primary key of t; they hold for what is written from here on.
CALL pg_temp.run('e1', $ddl$
ALTER INDEX public.t_pkey SET (fillfactor = 70);
$ddl$);
