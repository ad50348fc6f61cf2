-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   u  + index u_email_t
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: u.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- schemagen: id=e1 phase=expand lock=database rewrite=no scan=yes tx=own
-- Unique index u_email_t on u is built.
CREATE UNIQUE INDEX u_email_t ON u (email, t);

COMMIT;
