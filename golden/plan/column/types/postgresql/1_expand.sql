-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   mood        + enum
--   everything  + table with 26 columns
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.everything}',
    marker => 'public._sg_20260101000000()',
    lacks => '{table public.everything,type public.mood}');

-- e1 · New enum mood.
CALL pg_temp.run('e1', $ddl$
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
$ddl$);

-- e2 · New table everything.
CALL pg_temp.run('e2', $ddl$
CREATE TABLE public.everything (
    a smallint NOT NULL,
    b integer[] NOT NULL,
    c numeric(10,0) NOT NULL,
    d double precision NOT NULL,
    e character varying NOT NULL,
    f character(3) NOT NULL,
    g timestamp(3) without time zone NOT NULL,
    h timestamp with time zone NOT NULL,
    i time(2) with time zone NOT NULL,
    j interval day to second(2) NOT NULL,
    k bit(5) NOT NULL,
    l bit varying(7) NOT NULL,
    m jsonb NOT NULL,
    n uuid NOT NULL,
    o inet NOT NULL,
    p tsvector NOT NULL,
    q int4range NOT NULL,
    r public.mood NOT NULL,
    s public.mood[] NOT NULL,
    t bytea NOT NULL,
    u point NOT NULL,
    v money NOT NULL,
    w xml NOT NULL,
    x "char" NOT NULL,
    y name NOT NULL,
    z regclass NOT NULL
);
$ddl$);

CALL pg_temp.end_file(last => true);
