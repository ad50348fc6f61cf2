-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in expand and migrate.
--
--   t  ~ column at: new type
--      ~ column code: new type
--      ~ column number: new type
--      ~ column price: new type
--      ~ column share: new type
--      ~ column small: new type
--      ~ all rows written anew
--
-- Lost for good, unless there is a backup: fractions of seconds of column t.at, digits behind the point of column t.price, the digits behind the point of column t.share.
-- Strongest locks: t access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: t.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:t rewrite=yes scan=no loss=column:t.at,column:t.price,column:t.share tx=own
-- Changes column t.at, column t.code, column t.number, column t.price, column t.share and column t.small.
BEGIN;
ALTER TABLE public.t
    ALTER COLUMN at TYPE timestamp(0) with time zone,
    ALTER COLUMN code TYPE character varying(10),
    ALTER COLUMN number TYPE text,
    ALTER COLUMN price TYPE numeric(10,2),
    ALTER COLUMN share TYPE integer,
    ALTER COLUMN small TYPE bigint;
COMMIT;
