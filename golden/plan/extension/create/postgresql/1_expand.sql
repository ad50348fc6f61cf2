-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   citext      + extension
--   ext         + schema
--   btree_gist  + extension
--   t           + table with 2 columns, primary key
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.t}',
    marker => 'public._sg_20260101000000()',
    lacks => '{extension btree_gist,extension citext,schema ext,table public.t}');

-- e1 · New extension citext.
CALL pg_temp.run('e1', $ddl$
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
$ddl$);

-- e2 · New schema ext.
CALL pg_temp.run('e2', $ddl$
CREATE SCHEMA IF NOT EXISTS ext;
$ddl$);

-- e3 · New extension btree_gist.
CALL pg_temp.run('e3', $ddl$
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA ext;
$ddl$);

-- e4 · New table t.
CALL pg_temp.run('e4', $ddl$
CREATE TABLE public.t (
    id integer NOT NULL,
    email citext NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
$ddl$);

CALL pg_temp.end_file(last => true);
