CREATE TABLE cu (id bigint PRIMARY KEY, mail text NOT NULL, total integer NOT NULL DEFAULT 0);
CREATE FUNCTION norm() RETURNS trigger LANGUAGE plpgsql AS $$ begin new.mail := lower(new.mail); new.total := new.total + 0; return new; end $$;
CREATE TRIGGER norm BEFORE INSERT OR UPDATE ON cu FOR EACH ROW EXECUTE FUNCTION norm();
INSERT INTO cu SELECT i, 'A' || i, i FROM generate_series(1, 10) i;
