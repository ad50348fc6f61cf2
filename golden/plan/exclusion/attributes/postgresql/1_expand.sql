-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   bookings  ~ exclusion constraint e_storage: storage
--
-- Strongest locks: bookings.e_storage share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.bookings}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.bookings.e_deferred,constraint public.bookings.e_include,constraint public.bookings.e_method,constraint public.bookings.e_operator,constraint public.bookings.e_storage,index public.e_deferred,index public.e_include,index public.e_method,index public.e_operator,index public.e_storage}');

-- e1 · New storage parameters for the index of exclusion constraint bookings.e_storage; they hold for what is written from here on.
CALL pg_temp.run('e1', $ddl$
ALTER INDEX public.e_storage SET (fillfactor = 70);
$ddl$);

CALL pg_temp.end_file();
