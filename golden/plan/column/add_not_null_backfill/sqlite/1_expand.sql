-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users  + column status
--          + column shout
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- e1 · In table users: column status is added, column shout is added.
ALTER TABLE users ADD COLUMN status text;
ALTER TABLE users ADD COLUMN shout text;

COMMIT;
