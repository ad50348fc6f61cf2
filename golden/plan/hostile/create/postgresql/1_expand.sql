-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   "Order By"            + table with 7 columns, primary key, 1 unique constraint, 2 checks, 1 foreign key, 2 indexes
--   "View; DROP TABLE x"  + view
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()',
    lacks => '{table public.Order By,view public.View; DROP TABLE x}');

-- e1 · New table "Order By".
CALL pg_temp.run('e1', $ddl$
CREATE TABLE public."Order By" (
    "select" integer NOT NULL,
    "quo""te" text NOT NULL,
    "single'quote" integer,
    "ünï ☃" text DEFAULT 'it''s; --' NOT NULL,
    "dot.ted" text,
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy text,
    "semi;colon" integer,
    CONSTRAINT "Order By_pkey" PRIMARY KEY ("select"),
    CONSTRAINT "Order By_ünï ☃_key" UNIQUE ("ünï ☃"),
    CONSTRAINT "Order By_quo""te_check" CHECK ("quo""te" <> ''),
    CONSTRAINT "check --me" CHECK ("semi;colon" > 0 or "dot.ted" is null)
);
$ddl$);

-- e2 · New foreign key "Order By"."Order By_single'quote_fkey".
CALL pg_temp.run('e2', $ddl$
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_single'quote_fkey" FOREIGN KEY ("single'quote") REFERENCES public."Order By" ("select");
$ddl$);

-- e3 · New index "Order By"."Index 'of' ""it""".
CALL pg_temp.run('e3', $ddl$
CREATE INDEX "Index 'of' ""it""" ON public."Order By" USING btree ("dot.ted" DESC, (lower("quo""te"))) WHERE ("semi;colon" is not null);
$ddl$);

-- e4 · New index "Order By"."Order By_single'quote_idx".
CALL pg_temp.run('e4', $ddl$
CREATE INDEX "Order By_single'quote_idx" ON public."Order By" USING btree ("single'quote");
$ddl$);

-- e5 · New view "View; DROP TABLE x".
CALL pg_temp.run('e5', $ddl$
CREATE VIEW public."View; DROP TABLE x" AS
SELECT "select", "dot.ted" FROM "Order By";
$ddl$);

CALL pg_temp.end_file(last => true);
