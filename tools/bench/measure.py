"""Runs commands in turn, several times, and prints for each the median wall and CPU time, the median of the pairwise wall ratios to
the first command, and the peak memory.

    python3 measure.py ROUNDS NAME=COMMAND NAME=COMMAND ...

Exit codes 0 and 2 (differences found) count as success. The processes of a database server are not in the figures: CPU and memory are
the client's.
"""
import os
import shlex
import statistics
import sys
import time


def run(command):
    begin = time.monotonic()
    pid = os.fork()
    if pid == 0:
        null = os.open('/dev/null', os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status) not in (0, 2):
        sys.exit(f'failed with {os.waitstatus_to_exitcode(status)}: {shlex.join(command)}')
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def main():
    rounds = int(sys.argv[1])
    commands = [(name, shlex.split(command)) for name, command in (argument.split('=', 1) for argument in sys.argv[2:])]
    runs = {name: [] for name, _ in commands}
    for _, command in commands:
        run(command)
    for _ in range(rounds):
        for name, command in commands:
            runs[name].append(run(command))
    reference = runs[commands[0][0]]
    print(f"{'command':<34}{'wall ms':>9}{'ratio':>8}{'CPU ms':>9}{'MiB':>8}")
    for name, _ in commands:
        wall, cpu, memory = (statistics.median(column) for column in zip(*runs[name]))
        ratio = statistics.median(mine[0] / other[0] for mine, other in zip(runs[name], reference))
        print(f'{name:<34}{wall:>9.1f}{ratio:>8.2f}{cpu:>9.1f}{memory:>8.1f}')


main()
