-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.t}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c16,c17}');

-- takes back c15: NOT NULL of t._sg_20260101000000_new_at, t._sg_20260101000000_new_code, t._sg_20260101000000_new_price, t._sg_20260101000000_new_share, for free: the check above has proved it.
CALL pg_temp.take_back('c15', '{public.t}', $ddl$
ALTER TABLE public.t ALTER COLUMN _sg_20260101000000_new_at DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_code DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_price DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_share DROP NOT NULL;
$ddl$);

-- takes back c13: New rows must have a value of t._sg_20260101000000_new_at, t._sg_20260101000000_new_code, t._sg_20260101000000_new_price, t._sg_20260101000000_new_share from here on.
CALL pg_temp.take_back('c13', '{public.t}', $ddl$
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_at, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_code, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_price, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_share;
$ddl$);

-- takes back c11: No write of any kind can part both forms of _sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share and _sg_20260101000000_new_small from here on.
CALL pg_temp.take_back('c11', '{public.t}', $ddl$
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_t;
$ddl$);

-- takes back m10: NOT NULL of t._sg_20260101000000_new_number, t._sg_20260101000000_new_small, for free: the check above has proved it.
CALL pg_temp.take_back('m10', '{public.t}', $ddl$
ALTER TABLE public.t ALTER COLUMN _sg_20260101000000_new_number DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_small DROP NOT NULL;
$ddl$);

-- takes back m8: New rows must have a value of t._sg_20260101000000_new_number, t._sg_20260101000000_new_small from here on.
CALL pg_temp.take_back('m8', '{public.t}', $ddl$
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_number, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_small;
$ddl$);

-- takes back e8: A trigger on table t writes every value in its new type to _sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share, _sg_20260101000000_new_small as well.
CALL pg_temp.take_back('e8', '{public.t}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_t ON public.t;
DROP FUNCTION IF EXISTS public._sg_20260101000000_t();
$ddl$);

-- takes back e7: A column of type bigint beside column t.small: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e7', '{public.t}', $ddl$
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_small;
$ddl$);

-- takes back e6: A column of type integer beside column t.share: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e6', '{public.t}', $ddl$
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_share;
$ddl$);

-- takes back e5: A column of type numeric(10,2) beside column t.price: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e5', '{public.t}', $ddl$
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_price;
$ddl$);

-- takes back e4: A column of type text beside column t.number: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e4', '{public.t}', $ddl$
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_number;
$ddl$);

-- takes back e3: A column of type character varying(10) beside column t.code: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.t}', $ddl$
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_code;
$ddl$);

-- takes back e2: A column of type timestamp(0) with time zone beside column t.at: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.t}', $ddl$
ALTER TABLE public.t DROP COLUMN IF EXISTS _sg_20260101000000_new_at;
$ddl$);

CALL pg_temp.end_file(last => true);
