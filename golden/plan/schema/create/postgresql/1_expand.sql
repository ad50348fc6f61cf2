-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   billing           + schema
--   billing.kind      + enum
--   billing.invoices  + table with 3 columns, primary key, 1 foreign key
--   users             + table with 1 column, primary key
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{billing.invoices,public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{schema billing,table billing.invoices,table public.users,type billing.kind}');

-- e1 · New schema billing.
CALL pg_temp.run('e1', $ddl$
CREATE SCHEMA IF NOT EXISTS billing;
COMMENT ON SCHEMA billing IS 'Money';
$ddl$);

-- e2 · New enum billing.kind.
CALL pg_temp.run('e2', $ddl$
CREATE TYPE billing.kind AS ENUM ('a', 'b');
$ddl$);

-- e3 · New table billing.invoices.
CALL pg_temp.run('e3', $ddl$
CREATE TABLE billing.invoices (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    kind billing.kind NOT NULL,
    user_id integer NOT NULL,
    CONSTRAINT invoices_pkey PRIMARY KEY (id)
);
$ddl$);

-- e4 · New table users.
CALL pg_temp.run('e4', $ddl$
CREATE TABLE public.users (
    id integer NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id)
);
$ddl$);

-- e5 · New foreign key billing.invoices.invoices_user_id_fkey.
CALL pg_temp.run('e5', $ddl$
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id);
$ddl$);

CALL pg_temp.end_file(last => true);
