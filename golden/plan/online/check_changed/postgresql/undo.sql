-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.prices}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c11,c12}');

-- takes back c9: New rows must obey check prices._sg_20260101000000_new_sensible from here on.
CALL pg_temp.take_back('c9', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_sensible;
$ddl$);

-- takes back c7: New rows must obey check prices._sg_20260101000000_new_prices_net_check from here on.
CALL pg_temp.take_back('c7', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_prices_net_check;
$ddl$);

-- takes back c5: No write of any kind can part both forms of _sg_20260101000000_new_rate and before_tax from here on.
CALL pg_temp.take_back('c5', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_prices;
$ddl$);

-- takes back m7: NOT NULL of prices._sg_20260101000000_new_rate, prices.before_tax, for free: the check above has proved it.
CALL pg_temp.take_back('m7', '{public.prices}', $ddl$
ALTER TABLE public.prices ALTER COLUMN _sg_20260101000000_new_rate DROP NOT NULL, ALTER COLUMN before_tax DROP NOT NULL;
$ddl$);

-- takes back m5: New rows must have a value of prices._sg_20260101000000_new_rate, prices.before_tax from here on.
CALL pg_temp.take_back('m5', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_rate, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_before_tax;
$ddl$);

-- takes back m4: Let the new application write table prices too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m4', '{public.prices}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_prices" BEFORE INSERT OR UPDATE ON public.prices
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_prices();
ALTER TABLE public.prices ENABLE ALWAYS TRIGGER "!_sg_20260101000000_prices";
$ddl$);

-- takes back e6: Until contract a row has to obey the old or the new rule of check prices.sensible, so that both applications can write.
CALL pg_temp.take_back('e6', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS sensible;
ALTER TABLE public.prices ADD CONSTRAINT sensible CHECK (rate > 0) NOT VALID;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_sensible;
$ddl$, more => true);

-- looks at existing rows after e6: Until contract a row has to obey the old or the new rule of check prices.sensible, so that both applications can write.
CALL pg_temp.take_back('e6', '{public.prices}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.prices VALIDATE CONSTRAINT sensible;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check prices.sensible';
END
$$;
$ddl$);

-- takes back e5: Until contract a row has to obey the old or the new rule of check prices.prices_net_check, so that both applications can write.
CALL pg_temp.take_back('e5', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS prices_net_check;
ALTER TABLE public.prices ADD CONSTRAINT prices_net_check CHECK (net < 100000) NOT VALID;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_prices_net_check;
$ddl$, more => true);

-- looks at existing rows after e5: Until contract a row has to obey the old or the new rule of check prices.prices_net_check, so that both applications can write.
CALL pg_temp.take_back('e5', '{public.prices}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.prices VALIDATE CONSTRAINT prices_net_check;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check prices.prices_net_check';
END
$$;
$ddl$);

-- takes back e4: A trigger on table prices writes every value in its new type to _sg_20260101000000_new_rate as well; keeps net and before_tax equal, whichever is written.
CALL pg_temp.take_back('e4', '{public.prices}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_prices ON public.prices;
DROP FUNCTION IF EXISTS public._sg_20260101000000_prices();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_prices" ON public.prices;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_prices();
$ddl$);

-- takes back e3: The new name of column prices.net is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e3', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP COLUMN IF EXISTS before_tax;
$ddl$);

-- takes back e2: A column of type bigint beside column prices.rate: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP COLUMN IF EXISTS _sg_20260101000000_new_rate;
$ddl$);

CALL pg_temp.end_file(last => true);
