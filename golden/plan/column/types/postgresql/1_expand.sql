-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   mood        + enum
--   everything  + table with 26 columns
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New enum mood.
BEGIN;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New table everything.
BEGIN;
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
COMMIT;
