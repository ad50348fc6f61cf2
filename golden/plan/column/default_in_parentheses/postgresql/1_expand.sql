-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   marks  + table with 4 columns, primary key
--   logs   + column at
--          + column between
--          + column name
--          + column ok
--
-- Strongest locks: logs access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.logs,public.marks}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.logs.at,column public.logs.between,column public.logs.name,column public.logs.ok,table public.marks}');

-- e1 · New table marks.
CALL pg_temp.run('e1', $ddl$
CREATE TABLE public.marks (
    id bigint NOT NULL,
    good boolean DEFAULT (1 = ANY (ARRAY[1, 2])) NOT NULL,
    sum integer DEFAULT 1 + 2 * 3 NOT NULL,
    at timestamp with time zone DEFAULT '2020-01-01'::timestamp with time zone NOT NULL,
    CONSTRAINT marks_pkey PRIMARY KEY (id)
);
$ddl$);

-- e2 · New column logs.at: only the catalog changes.
CALL pg_temp.under_lock('e2', '{public.logs}', $ddl$
ALTER TABLE public.logs ADD COLUMN IF NOT EXISTS at timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc') NOT NULL;
$ddl$);

-- e3 · New column logs.between: only the catalog changes.
CALL pg_temp.under_lock('e3', '{public.logs}', $ddl$
ALTER TABLE public.logs ADD COLUMN IF NOT EXISTS "between" boolean DEFAULT (1 BETWEEN 0 AND 2);
$ddl$);

-- e4 · New column logs.name: only the catalog changes.
CALL pg_temp.under_lock('e4', '{public.logs}', $ddl$
ALTER TABLE public.logs ADD COLUMN IF NOT EXISTS name text DEFAULT ('x' COLLATE "C");
$ddl$);

-- e5 · New column logs.ok: only the catalog changes.
CALL pg_temp.under_lock('e5', '{public.logs}', $ddl$
ALTER TABLE public.logs ADD COLUMN IF NOT EXISTS ok boolean DEFAULT ('a' IN ('a', 'b')) NOT NULL;
$ddl$);

CALL pg_temp.end_file(last => true);
