"""Writes a synthetic schema of N tables as SQL: a bigint identity, text, enum, numeric, integer, timestamptz and references;
a primary key, 1.5 foreign keys, 2 indexes (a quarter partial and unique), a check, 4 defaults and 2 comments a table; N/50 enums
and N/20 views. `changed` edits about one object in a hundred.

    python3 make_schema.py postgresql|sqlite N [changed]
"""
import sys

ROTATING = {
    'postgresql': ['smallint', 'real', 'double precision', 'boolean', 'date', 'uuid', 'jsonb', 'bytea', 'text[]', 'interval'],
    'sqlite': ['SMALLINT', 'REAL', 'DOUBLE', 'BOOLEAN', 'DATE', 'BLOB', 'TEXT', 'NUMERIC', 'VARCHAR(40)', 'CLOB'],
}


def postgresql(number, i, edit):
    columns = [
        'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY', 'name varchar(80) NOT NULL',
        "note text DEFAULT 'none'", f"state e{i % max(1, number // 50)} NOT NULL DEFAULT 'new'",
        'price numeric(12,2) NOT NULL DEFAULT 0', f'amount integer NOT NULL DEFAULT {2 if edit else 1}',
        'created_at timestamptz NOT NULL DEFAULT now()', f"extra {ROTATING['postgresql'][i % 10]}",
        'parent bigint', 'other bigint']
    if edit:
        columns.append('added text')
    print(f"CREATE TABLE t{i} ({', '.join(columns)}, CONSTRAINT t{i}_price CHECK (price > {-1 if edit else 0} OR amount IN (1, 2)));")
    print(f'CREATE INDEX t{i}_created ON t{i} (created_at DESC, id);')
    if i % 4 == 0:
        print(f"CREATE UNIQUE INDEX t{i}_name ON t{i} (name) WHERE state = 'new';")
    else:
        print(f'CREATE INDEX t{i}_name ON t{i} (lower(name));' if i % 4 == 1 else f'CREATE INDEX t{i}_name ON t{i} (name);')
    print(f"COMMENT ON TABLE t{i} IS 'Table number {i}';")
    print(f"COMMENT ON COLUMN t{i}.name IS 'Shown to people{' now' if edit else ''}';")


def sqlite(number, i, edit):
    columns = ['id INTEGER PRIMARY KEY', 'name VARCHAR(80) NOT NULL', "note TEXT DEFAULT 'none'", "state TEXT NOT NULL DEFAULT 'new'",
               'price NUMERIC NOT NULL DEFAULT 0', f'amount INTEGER NOT NULL DEFAULT {2 if edit else 1}',
               'created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP', f"extra {ROTATING['sqlite'][i % 10]}",
               f'parent INTEGER REFERENCES t{(i * 7) % number} (id)',
               'other INTEGER' + (f' REFERENCES t{(i * 13) % number} (id)' if i % 2 else '')]
    if edit:
        columns.append('added TEXT')
    print(f"CREATE TABLE t{i} ({', '.join(columns)}, CONSTRAINT t{i}_price CHECK (price > {-1 if edit else 0} OR amount IN (1, 2)));")
    print(f'CREATE INDEX t{i}_created ON t{i} (created_at DESC, id);')
    print(f"CREATE UNIQUE INDEX t{i}_name ON t{i} (name) WHERE state = 'new';" if i % 4 == 0 else f'CREATE INDEX t{i}_name ON t{i} (name);')


def main():
    dialect, number = sys.argv[1], int(sys.argv[2])
    changed = sys.argv[3:] == ['changed']
    print('BEGIN;')
    if dialect == 'postgresql':
        for i in range(max(1, number // 50)):
            print(f"CREATE TYPE e{i} AS ENUM ('new', 'paid', 'shipped'{', ' + chr(39) + 'lost' + chr(39) if changed and i % 100 == 0 else ''});")
    for i in range(number):
        (postgresql if dialect == 'postgresql' else sqlite)(number, i, changed and i % 100 == 0)
    if dialect == 'postgresql':
        for i in range(number):
            print(f'ALTER TABLE t{i} ADD CONSTRAINT t{i}_parent FOREIGN KEY (parent) REFERENCES t{(i * 7) % number} (id);')
            if i % 2:
                print(f'ALTER TABLE t{i} ADD CONSTRAINT t{i}_other FOREIGN KEY (other) REFERENCES t{(i * 13) % number} (id) ON DELETE CASCADE;')
    for i in range(number // 20):
        print(f"CREATE VIEW v{i} AS SELECT a.id, a.name, b.price FROM t{i} a JOIN t{i + 1} b ON b.id = a.parent WHERE b.price > {i};")
    print('COMMIT;')


main()
