-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   "Order By"            + table with 7 columns, primary key, 1 unique constraint, 2 checks, 1 foreign key, 2 indexes
--   "View; DROP TABLE x"  + view
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET client_encoding = 'UTF8';

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New table "Order By".
BEGIN;
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
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New foreign key "Order By"."Order By_single'quote_fkey".
BEGIN;
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_single'quote_fkey" FOREIGN KEY ("single'quote") REFERENCES public."Order By" ("select");
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New index "Order By"."Index 'of' ""it""".
BEGIN;
CREATE INDEX "Index 'of' ""it""" ON public."Order By" USING btree ("dot.ted" DESC, (lower("quo""te"))) WHERE ("semi;colon" is not null);
COMMIT;

-- schemagen: id=e4 phase=expand lock=none rewrite=no scan=no tx=own
-- New index "Order By"."Order By_single'quote_idx".
BEGIN;
CREATE INDEX "Order By_single'quote_idx" ON public."Order By" USING btree ("single'quote");
COMMIT;

-- schemagen: id=e5 phase=expand lock=none rewrite=no scan=no tx=own
-- New view "View; DROP TABLE x".
BEGIN;
CREATE VIEW public."View; DROP TABLE x" AS
SELECT "select", "dot.ted" FROM "Order By";
COMMIT;
