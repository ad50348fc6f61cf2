"""Runs the files of each change while two tables that refer to each other are used in every order.

    python3 load.py SCHEMAGEN FOLDER ROWS [CASE ...]

Three clients write: transactions of 20 updates in random order over both tables. Two read: a view, a table under it, and the view again, in
one transaction. One reader stays for LONG_READER seconds in a transaction, from the start of each file. `failed` counts transactions that an application
lost, `stall` is the longest transaction of those that write or read shortly, and `quiet` the same before the first file. PGHOST and PGUSER say where the server is.
"""
import pathlib
import random
import signal
import subprocess
import sys
import time

import online

LONG_READER = 10

BASE = '''
CREATE TABLE owners (id bigint PRIMARY KEY, name text NOT NULL, n integer NOT NULL DEFAULT 0, main_account bigint);
CREATE TABLE accounts (id bigint PRIMARY KEY, owner_id bigint, backup_owner bigint, balance integer NOT NULL, note text NOT NULL, code text NOT NULL,
                       CONSTRAINT accounts_owner FOREIGN KEY (owner_id) REFERENCES owners (id));
INSERT INTO owners SELECT n, 'owner ' || n, 0, n FROM generate_series(1, {rows}) n;
INSERT INTO accounts SELECT n, n, n, n % 977, 'note ' || n, md5(n::text) FROM generate_series(1, {rows}) n;
ALTER TABLE owners ADD CONSTRAINT owners_account FOREIGN KEY (main_account) REFERENCES accounts (id);
CREATE INDEX accounts_note ON accounts (note);
CREATE VIEW rich AS SELECT a.id, a.balance, a.note, o.name FROM accounts a JOIN owners o ON o.main_account = a.id;
VACUUM ANALYZE accounts, owners;
'''

SCHEMA = '''
schemagen = 1
dialect = "postgresql"

[table.owners.columns]
id = {{ type = "{key}", pk = true }}
name = {name}
n = {{ type = "integer", default = "0" }}
main_account = "{key}?"

[table.owners.foreign_keys]
owners_account = {{ columns = ["main_account"], references = "accounts(id)" }}

[table.accounts.columns]
id = {{ type = "bigint", pk = true }}
owner_id = {owner_id}
backup_owner = {backup_owner}
balance = {balance}
{note} = {note_type}
code = {code}
{more}

[table.accounts.foreign_keys]
accounts_owner = {{ columns = ["owner_id"], references = "owners(id)"{action} }}

[table.accounts.indexes]
accounts_note = ["{note}"]

[view.rich]
sql = "SELECT a.id, a.balance, a.{note} AS note, o.name FROM accounts a JOIN owners o ON o.main_account = a.id"
'''
USUAL = {'key': 'bigint', 'name': '"text"', 'owner_id': '"bigint?"', 'backup_owner': '"bigint?"', 'balance': '"integer"', 'note': 'note', 'note_type': '"text"',
         'code': '"text"', 'more': '', 'action': ''}

# name: what differs in the declaration
CASES = {
    'volatile_default': {'more': 'token = { type = "uuid", default = "gen_random_uuid()" }'},
    'retype': {'balance': '"bigint"'},
    'rename': {'note': 'remark', 'note_type': '{ type = "text", renamed_from = "note" }'},
    'foreign_key': {'backup_owner': '{ type = "bigint?", references = "owners(id)" }'},
    'foreign_key_action': {'action': ', on_update = "cascade"'},
    'unique': {'code': '{ type = "text", unique = true }'},
    'index': {'code': '{ type = "text", index = true }'},
    'not_null': {'owner_id': '"bigint"'},
    'check': {'balance': '{ type = "integer", check = "balance < 1000000" }'},
    'all': {'balance': '"bigint"', 'note': 'remark', 'note_type': '{ type = "text", renamed_from = "note" }', 'code': '{ type = "text", unique = true }',
            'backup_owner': '{ type = "bigint?", references = "owners(id)" }', 'action': ', on_update = "cascade"'},
}

WRITERS = 3

READER = r'''
\set id random(1, {rows})
BEGIN;
SELECT balance, note FROM rich WHERE id = :id;
SELECT name FROM owners WHERE id = :id;
SELECT balance, note FROM rich WHERE id = :id;
COMMIT;
'''


def writer(note, rows):
    """20 updates; which table is next is drawn once for each script, which row each time. Each client has rows of its own: in a random order
    two of them would wait for each other without any migration."""
    tables = random.Random(note).choices(['accounts', 'owners'], k=20)
    updates = {'accounts': f"UPDATE accounts SET balance = balance % 1000 + 1, {note} = 'touched' WHERE id = :i",
               'owners': 'UPDATE owners SET n = n + 1 WHERE id = :i'}
    share = rows // WRITERS
    chosen = ''.join(f'\\set i{number} :client_id * {share} + random(1, {share})\n' for number in range(20))
    return chosen + 'BEGIN;\n' + ''.join(f'{updates[table]}{number};\n' for number, table in enumerate(tables)) + 'COMMIT;\n'


class Application:
    def __init__(self, folder, database, clients, scripts):
        self.folder = pathlib.Path(folder) / f'log_{time.monotonic_ns()}'
        self.folder.mkdir()
        files = []
        for number, script in enumerate(scripts):
            file = self.folder / f'script_{number}.sql'
            file.write_text(script)
            files += ['-f', str(file)]
        self.process = subprocess.Popen(
            ['pgbench', '-n', '-c', str(clients), '-j', '1', '-T', '3600', '--max-tries=1', *files, '-l', '--log-prefix', str(self.folder / 'log'), database],
            stdout=subprocess.DEVNULL, stderr=open(self.folder / 'errors', 'w'))

    def stop(self):
        """Seconds of the longest transaction, and how many failed."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        lines = [line.split() for log in self.folder.glob('log.*') for line in log.read_text().splitlines()]
        lines = [line for line in lines if len(line) >= 6]  # the last one may be cut
        errors = [line for line in (self.folder / 'errors').read_text().splitlines() if 'aborted' in line]
        failed = len([line for line in lines if not line[2].isdigit()])
        return max((int(line[2]) for line in lines if line[2].isdigit()), default=0) / 1e6, failed + len(errors)


def beside(folder, database, notes, rows, action):
    """Longest transaction, failed ones, and what `action` returns."""
    applications = [Application(folder, database, WRITERS, [writer(note, rows) for note in notes]), Application(folder, database, 2, [READER.format(rows=rows)])]
    time.sleep(2)
    result = action()
    time.sleep(1)
    results = [application.stop() for application in applications]
    return max(stall for stall, _ in results), sum(failed for _, failed in results), result


def run_file(database, file):
    """Seconds, and whether the file came to its end; a reader stays beside it."""
    reader = subprocess.Popen(['psql', '-qX', '-d', database, '-c', f'BEGIN; SELECT count(*) FROM rich; SELECT pg_sleep({LONG_READER}); COMMIT'],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(1)
    begin = time.monotonic()
    finished = subprocess.run(['psql', '-qX', '-d', database, '-f', str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds = time.monotonic() - begin
    said = reader.communicate()[1]
    return seconds, finished.stderr if finished.returncode else '', 1 if reader.returncode else 0, said


def run_case(schemagen, folder, rows, name):
    database = f'load_{name}'
    online.sql('postgres', f'CREATE DATABASE {database} TEMPLATE base')
    changes = {**USUAL, **CASES[name]}
    migration = online.generate(schemagen, folder, database, SCHEMA.format(**changes))
    quiet, _, _ = beside(folder, database, ['note'], rows, lambda: time.sleep(5))
    seconds, stalls, failures, stopped = {}, {}, 0, []
    notes = {'1_expand': ['note'], '2_migrate': ['note'], '3_contract': [changes['note']]}
    for phase, used in notes.items():
        file = migration / f'{phase}.sql'
        seconds[phase] = stalls[phase] = 0.0
        if not file.exists():
            continue
        stalls[phase], failed, (seconds[phase], problem, lost, said) = beside(folder, database, used, rows, lambda: run_file(database, file))
        failures += failed + lost
        stopped += [text for text in (problem, said if lost else '') if text]
    online.sql('postgres', f'DROP DATABASE {database}')
    print(f"{name:<20}{failures:>7}{quiet * 1000:>9.0f}" + ''.join(f'{stalls[phase] * 1000:>10.0f}{seconds[phase]:>9.1f}' for phase in notes) +
          f"{'no' if stopped else 'yes':>10}", flush=True)
    for text in stopped:
        print(text, end='', flush=True)


def main():
    schemagen, folder, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    online.sql('postgres', 'CREATE DATABASE base')
    online.sql('base', stdin=BASE.format(rows=rows))
    print(f"\n{'':<20}{'':>7}{'':>9}{'expand':>19}{'migrate':>19}{'contract':>19}")
    print(f"{'case':<20}{'failed':>7}{'quiet ms':>9}" + f"{'stall ms':>10}{'s':>9}" * 3 + f"{'finished':>10}")
    for name in sys.argv[4:] or CASES:
        run_case(schemagen, folder, rows, name)


main()
