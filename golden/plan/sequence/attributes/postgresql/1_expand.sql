-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   s_free      ~ sequence: owner
--   s_moved     ~ sequence: owner, comment
--   s_unlogged  ~ sequence: options
--
-- Strongest locks: s_free share-row-exclusive, users access-share, s_moved share-row-exclusive, s_unlogged access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{sequence public.s_free,sequence public.s_moved,sequence public.s_unlogged}');

-- e1 · Sequence s_free belongs to no column any more.
CALL pg_temp.run('e1', $ddl$
ALTER SEQUENCE public.s_free OWNED BY NONE;
$ddl$);

-- e2 · Sequence s_moved belongs to its column from here on, and would be dropped with it.
CALL pg_temp.run('e2', $ddl$
ALTER SEQUENCE public.s_moved OWNED BY public.users.number;
$ddl$);

-- e3 · Takes the comment off sequence s_moved.
CALL pg_temp.run('e3', $ddl$
COMMENT ON SEQUENCE public.s_moved IS NULL;
$ddl$);

-- e4 · New options for sequence s_unlogged.
CALL pg_temp.run('e4', $ddl$
ALTER SEQUENCE public.s_unlogged SET UNLOGGED;
$ddl$);

CALL pg_temp.end_file(last => true);
