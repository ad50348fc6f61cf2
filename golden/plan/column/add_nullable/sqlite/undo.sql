-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Lost, as far as the new application wrote to it: column:users.nickname.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: In table users: column nickname is added.
ALTER TABLE users DROP COLUMN nickname;

COMMIT;
