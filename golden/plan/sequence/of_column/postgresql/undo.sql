-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.narrows,public.wides}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c11,c12,c15,c16}');

-- takes back c13: No write of any kind can part both forms of _sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('c13', '{public.wides}', $ddl$
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_wides;
$ddl$);

-- takes back c10: NOT NULL of narrows._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.take_back('c10', '{public.narrows}', $ddl$
ALTER TABLE public.narrows ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
$ddl$);

-- takes back c7: New rows must have a value of narrows._sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('c7', '{public.narrows}', $ddl$
ALTER TABLE public.narrows DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- takes back c6: No write of any kind can part both forms of _sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('c6', '{public.narrows}', $ddl$
ALTER TABLE public.narrows DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_narrows;
$ddl$);

-- takes back m12: Index wides._sg_20260101000000_new_wides_pkey, built without blocking writers.
SELECT pg_temp.was_begun('m12') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_wides_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back m11: Index narrows._sg_20260101000000_new_narrows_pkey, built without blocking writers.
SELECT pg_temp.was_begun('m11') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_narrows_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back m10: NOT NULL of wides._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.take_back('m10', '{public.wides}', $ddl$
ALTER TABLE public.wides ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
$ddl$);

-- takes back m8: New rows must have a value of wides._sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('m8', '{public.wides}', $ddl$
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- takes back e10: A trigger on table wides writes every value in its new type to _sg_20260101000000_new_id as well.
CALL pg_temp.take_back('e10', '{public.wides}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_wides ON public.wides;
DROP FUNCTION IF EXISTS public._sg_20260101000000_wides();
$ddl$);

-- takes back e9: A column of type bigint beside column wides.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e9', '{public.wides}', $ddl$
ALTER TABLE public.wides DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
$ddl$);

-- takes back e8: A trigger on table narrows writes every value in its new type to _sg_20260101000000_new_id as well.
CALL pg_temp.take_back('e8', '{public.narrows}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_narrows ON public.narrows;
DROP FUNCTION IF EXISTS public._sg_20260101000000_narrows();
$ddl$);

-- takes back e7: A column of type integer beside column narrows.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e7', '{public.narrows}', $ddl$
ALTER TABLE public.narrows DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
$ddl$);

-- takes back e6: Sequence owners_id_seq belongs to no column any more.
CALL pg_temp.take_back('e6', '{}', $ddl$
ALTER SEQUENCE public.owners_id_seq OWNED BY public.owners.id;
$ddl$);

-- takes back e5: New options for sequence owners_id_seq.
CALL pg_temp.take_back('e5', '{}', $ddl$
ALTER SEQUENCE public.owners_id_seq CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 1
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 1 THEN 1
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.owners_id_seq;
ALTER SEQUENCE public.owners_id_seq AS integer MINVALUE 1 MAXVALUE 2147483647 RESTART;
SELECT setval('public.owners_id_seq', current_setting('schemagen.position')::bigint, false);
$ddl$);

-- takes back e4: Sequence frees_id_seq belongs to its column from here on, and would be dropped with it.
CALL pg_temp.take_back('e4', '{}', $ddl$
ALTER SEQUENCE public.frees_id_seq OWNED BY NONE;
$ddl$);

-- takes back e3: New options for sequence frees_id_seq.
CALL pg_temp.take_back('e3', '{}', $ddl$
ALTER SEQUENCE public.frees_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807;
$ddl$);

-- takes back e2: New options for sequence bigs_id_seq.
CALL pg_temp.take_back('e2', '{}', $ddl$
ALTER SEQUENCE public.bigs_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807;
$ddl$);

CALL pg_temp.end_file(last => true);
