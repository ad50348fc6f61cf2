-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Lost, as far as the new application wrote to it: table:orders, column:orders.number, column:orders.total, column:orders.user_id, table:users, column:users.age, column:users.created, column:users.email, column:users.id, column:users.name, column:users.nickname.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e4: Index users_name_age on users is built.
DROP INDEX IF EXISTS users_name_age;

-- takes back e3: Index users_active on users is built.
DROP INDEX IF EXISTS users_active;

-- takes back e2: Table users is made.
DROP TABLE IF EXISTS users;

-- takes back e1: Table orders is made.
DROP TABLE IF EXISTS orders;

COMMIT;
