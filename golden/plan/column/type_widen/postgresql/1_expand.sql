-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ column code: new type
--          ~ column label: new type
--          ~ column price: new type
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- Changes column users.code, column users.label and column users.price: every old value fits as it is, so no row is written.
BEGIN;
ALTER TABLE public.users
    ALTER COLUMN code TYPE character varying(40),
    ALTER COLUMN label DROP DEFAULT,
    ALTER COLUMN label TYPE text,
    ALTER COLUMN label SET DEFAULT 'x',
    ALTER COLUMN price TYPE numeric(14,2);
COMMIT;
