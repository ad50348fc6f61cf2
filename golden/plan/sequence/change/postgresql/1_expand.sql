-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   s  ~ sequence: options, owner, comment
--
-- Strongest locks: s share-row-exclusive, users access-share.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{sequence public.s}');

-- e1 · New options for sequence s.
CALL pg_temp.run('e1', $ddl$
ALTER SEQUENCE public.s CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 4
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 0 THEN 4
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.s;
ALTER SEQUENCE public.s AS bigint INCREMENT BY 2 MINVALUE 0 MAXVALUE 1000000 START WITH 4 CACHE 3 CYCLE RESTART;
SELECT setval('public.s', current_setting('schemagen.position')::bigint, false);
$ddl$);

-- e2 · Sequence s belongs to its column from here on, and would be dropped with it.
CALL pg_temp.run('e2', $ddl$
ALTER SEQUENCE public.s OWNED BY public.users.id;
$ddl$);

-- e3 · A new comment for sequence s.
CALL pg_temp.run('e3', $ddl$
COMMENT ON SEQUENCE public.s IS 'Counted';
$ddl$);

CALL pg_temp.end_file(last => true);
