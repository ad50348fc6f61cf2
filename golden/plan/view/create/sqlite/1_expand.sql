-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   named         + view
--   a_view_on_it  + view
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- e1 · View named is made.
CREATE VIEW named AS
SELECT id, name FROM users WHERE name <> '';

-- e2 · View a_view_on_it is made.
CREATE VIEW a_view_on_it AS
SELECT count(*) AS n FROM named;

COMMIT;
