-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
-- Until contract the new application has to obey rules that it no longer states: steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   u  - index u_email
--      ~ index u_pair
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: u.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- schemagen: id=c1 phase=contract lock=database rewrite=no scan=no tx=own
-- Index u_email goes, so that rows may repeat values from now on.
DROP INDEX u_email;

-- schemagen: id=c2 phase=contract lock=database rewrite=no scan=yes tx=own
-- Index u_pair on u is built anew.
DROP INDEX u_pair;
CREATE UNIQUE INDEX u_pair ON u (email, t);

COMMIT;
