CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_name text NOT NULL, nick text, updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO users(user_name,nick,updated_at) SELECT 'u'||g, 'n'||g, '2020-01-01' FROM generate_series(1,1000) g;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.updated_at := now(); RETURN NEW; END$$;
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
