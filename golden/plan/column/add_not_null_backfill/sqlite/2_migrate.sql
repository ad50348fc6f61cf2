-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   users  ~ column shout: filled
--          ~ column status: filled
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- schemagen: id=m1 phase=migrate lock=database rewrite=no scan=yes tx=own
-- Rows of users that have no shout yet get one.
UPDATE users SET shout = (upper(name)) WHERE shout IS NULL;

-- schemagen: id=m2 phase=migrate lock=database rewrite=no scan=yes tx=own
-- Rows of users that have no status yet get one.
UPDATE users SET status = 'active' WHERE status IS NULL;

COMMIT;
