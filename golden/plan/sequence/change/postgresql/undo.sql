-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{sequence public.s}',
    steps => '{e1,e2,e3}');

-- takes back e3: A new comment for sequence s.
CALL pg_temp.take_back('e3', '{}', $ddl$
COMMENT ON SEQUENCE public.s IS NULL;
$ddl$);

-- takes back e2: Sequence s belongs to its column from here on, and would be dropped with it.
CALL pg_temp.take_back('e2', '{}', $ddl$
ALTER SEQUENCE public.s OWNED BY NONE;
$ddl$);

-- takes back e1: New options for sequence s.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER SEQUENCE public.s CACHE 3;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 4 THEN 1
             WHEN last_value + CASE WHEN is_called THEN 2 ELSE 0 END < 1 THEN 1
             ELSE last_value + CASE WHEN is_called THEN 2 ELSE 0 END END)::text, true)
  FROM public.s;
ALTER SEQUENCE public.s AS integer INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1 NO CYCLE RESTART;
SELECT setval('public.s', current_setting('schemagen.position')::bigint, false);
$ddl$);

CALL pg_temp.end_file(last => true);
