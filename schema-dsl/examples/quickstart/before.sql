-- The database before: a small application in use. schema.toml beside this file is where it shall go.
CREATE TABLE users (
    id         integer PRIMARY KEY,
    user_name  text NOT NULL,
    email      text NOT NULL UNIQUE,
    visits     integer NOT NULL DEFAULT 0,
    created_at text NOT NULL DEFAULT current_timestamp
);
CREATE TABLE notes (
    id      integer PRIMARY KEY,
    user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    body    text NOT NULL
);

INSERT INTO users (id, user_name, email, visits) VALUES
    (1, 'first user', 'first@example.org', 42),
    (2, 'second user', 'second@example.org', 7),
    (3, 'third user', 'third@example.org', 0);
INSERT INTO notes (user_id, body) VALUES
    (1, 'Water the plants'),
    (2, 'Read the plan'),
    (2, 'Ship it'),
    (3, 'Look at the drift');
