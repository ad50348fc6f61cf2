-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.prices,public.readings}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c14,c15,c21,c22}');

-- takes back c20: NOT NULL of readings._sg_20260101000000_new_value, for free: the check above has proved it.
CALL pg_temp.take_back('c20', '{public.readings}', $ddl$
ALTER TABLE public.readings ALTER COLUMN _sg_20260101000000_new_value DROP NOT NULL;
$ddl$);

-- takes back c17: New rows must have a value of readings._sg_20260101000000_new_value from here on.
CALL pg_temp.take_back('c17', '{public.readings}', $ddl$
ALTER TABLE public.readings DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_value;
$ddl$);

-- takes back c16: No write of any kind can part both forms of _sg_20260101000000_new_value from here on.
CALL pg_temp.take_back('c16', '{public.readings}', $ddl$
ALTER TABLE public.readings DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_readings;
$ddl$);

-- takes back c12: No write of any kind can part both forms of _sg_20260101000000_new_net and _sg_20260101000000_new_place from here on.
CALL pg_temp.take_back('c12', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_prices;
$ddl$);

-- takes back c11: NOT NULL of prices._sg_20260101000000_new_net, for free: the check above has proved it.
CALL pg_temp.take_back('c11', '{public.prices}', $ddl$
ALTER TABLE public.prices ALTER COLUMN _sg_20260101000000_new_net DROP NOT NULL;
$ddl$);

-- takes back c9: New rows must have a value of prices._sg_20260101000000_new_net from here on.
CALL pg_temp.take_back('c9', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_net;
$ddl$);

-- takes back e6: A trigger on table readings writes every value in its new type to _sg_20260101000000_new_value as well.
CALL pg_temp.take_back('e6', '{public.readings}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_readings ON public.readings;
DROP FUNCTION IF EXISTS public._sg_20260101000000_readings();
$ddl$);

-- takes back e5: A column of type numeric(12,2) beside column readings.value: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e5', '{public.readings}', $ddl$
ALTER TABLE public.readings DROP COLUMN IF EXISTS _sg_20260101000000_new_value;
$ddl$);

-- takes back e4: A trigger on table prices writes every value in its new type to _sg_20260101000000_new_net, _sg_20260101000000_new_place as well.
CALL pg_temp.take_back('e4', '{public.prices}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_prices ON public.prices;
DROP FUNCTION IF EXISTS public._sg_20260101000000_prices();
$ddl$);

-- takes back e3: A column of type text beside column prices.place: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP COLUMN IF EXISTS _sg_20260101000000_new_place;
$ddl$);

-- takes back e2: A column of type numeric(12,2) beside column prices.net: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP COLUMN IF EXISTS _sg_20260101000000_new_net;
$ddl$);

CALL pg_temp.end_file(last => true);
