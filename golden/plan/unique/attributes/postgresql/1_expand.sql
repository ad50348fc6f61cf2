-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ unique constraint u_comment: comment
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.users.u_comment,constraint public.users.u_defer,constraint public.users.u_include,constraint public.users.u_nulls,index public.u_comment,index public.u_defer,index public.u_include,index public.u_nulls}');

-- e1 · A new comment for unique constraint users.u_comment.
CALL pg_temp.run('e1', $ddl$
COMMENT ON CONSTRAINT u_comment ON public.users IS 'One name each';
$ddl$);

CALL pg_temp.end_file();
