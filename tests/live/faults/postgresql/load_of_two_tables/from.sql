CREATE TABLE owners (id bigint PRIMARY KEY, name text NOT NULL, n integer NOT NULL DEFAULT 0, main_account bigint);
CREATE TABLE accounts (id bigint PRIMARY KEY, owner_id bigint, backup_owner bigint, balance integer NOT NULL, note text NOT NULL, code text NOT NULL,
                       CONSTRAINT accounts_owner FOREIGN KEY (owner_id) REFERENCES owners (id));
INSERT INTO owners SELECT n, 'owner ' || n, 0, n FROM generate_series(1, 20000) n;
INSERT INTO accounts SELECT n, n, n, n % 977, 'note ' || n, md5(n::text) FROM generate_series(1, 20000) n;
ALTER TABLE owners ADD CONSTRAINT owners_account FOREIGN KEY (main_account) REFERENCES accounts (id);
CREATE INDEX accounts_note ON accounts (note);
CREATE VIEW rich AS SELECT a.id, a.balance, a.note, o.name FROM accounts a JOIN owners o ON o.main_account = a.id;
