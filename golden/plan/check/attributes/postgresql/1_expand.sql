-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ check c_comment: comment
--          ~ check c_inherit: old or new rule
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.users.c_comment,constraint public.users.c_inherit,constraint public.users.c_valid}');

-- e1 · A new comment for check users.c_comment.
CALL pg_temp.run('e1', $ddl$
COMMENT ON CONSTRAINT c_comment ON public.users IS 'Long enough';
$ddl$);

-- e2 · Until contract a row has to obey the old or the new rule of check users.c_inherit, so that both applications can write.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_c_inherit;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_either_c_inherit CHECK (length(name) > 0) NO INHERIT NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS c_inherit;
$ddl$);

CALL pg_temp.end_file();
