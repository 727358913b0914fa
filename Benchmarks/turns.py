#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a turn of the conversation costs, and what a start does.

Holds the conversations of Tests/Transcripts through `careline batch`, many times over, and starts the program afresh for
single questions. Start times are also given as shares of `/usr/bin/python3 -c pass`, which takes its turn in between, so
that a noisy minute hits both alike. Prints a table; exit status 1 where a figure misses its bar and --strict is given.

    Benchmarks/turns.py [--program .build/release/careline] [--turns 20000] [--starts 40] [--strict]
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MESSAGE = re.compile(r"(?!careline:|or:|http)([a-z][\w-]*): (.*)")


def conversations():
    """The messages of each case of the transcripts, in their order."""
    found = []
    for path in sorted((ROOT / "Tests" / "Transcripts").glob("*.chat")):
        messages = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@case") and messages:
                found.append(messages)
                messages = []
            matched = MESSAGE.fullmatch(line)
            if matched and not matched[2].startswith("/"):
                messages.append(matched[2])
        if messages:
            found.append(messages)
    return found


def run(command, stdin=None):
    """Wall seconds, CPU seconds and peak MiB of one run."""
    null = os.open(os.devnull, os.O_RDWR)
    source = os.open(stdin, os.O_RDONLY) if stdin else null
    start = time.perf_counter()
    files = [(os.POSIX_SPAWN_DUP2, source, 0), (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    for descriptor in {null, source}:
        os.close(descriptor)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def batches(program, turns):
    """Figures of `batch` on one core and on two, over at least so many turns."""
    talks = conversations()
    once = sum(map(len, talks))
    times = max(1, -(-turns // once))
    figures = {}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as requests:
        for round_ in range(times):
            for number, messages in enumerate(talks):
                print(json.dumps({"id": f"{round_}-{number}", "turns": messages}), file=requests)
        requests.flush()
        for jobs in (1, 2):
            runs = [run([program, "batch", "--jobs", str(jobs)], requests.name) for _ in range(3)]
            wall, cpu, _ = min(runs)
            figures[jobs] = (once * times / wall, cpu / (once * times) * 1e6, max(memory for _, _, memory in runs))
    return once * times, figures


def starts(program, count):
    """Median milliseconds of each command, taking turns."""
    commands = {
        "python3 -c pass": ["/usr/bin/python3", "-c", "pass"],
        "careline ask": [program, "ask", "what is letrozole"],
        "careline --version": [program, "--version"],
    }
    seen = {name: [] for name in commands}
    for turn in range(count + 3):
        for name, command in commands.items():
            wall, _, _ = run(command)
            if turn >= 3:
                seen[name].append(wall * 1000)
    return {name: statistics.median(walls) for name, walls in seen.items()}


def measure(program, turns, count):
    """Rows of the table: what was measured, the figure, its bar, and whether it holds."""
    turns, figures = batches(program, turns)
    (one, microseconds, memory), (two, _, _) = figures[1], figures[2]
    walls = starts(program, count)
    python = walls["python3 -c pass"]
    transcripts = str(ROOT / "Tests" / "Transcripts")
    replayed = sum(map(len, conversations()))
    replay, _, _ = min(run([program, "replay", transcripts]) for _ in range(3))
    ask = walls["careline ask"] / python
    return [
        ("batch --jobs 1, turns a second", f"{one:,.0f}", "20,000", one >= 20_000),
        ("CPU microseconds a turn", f"{microseconds:.0f}", "", True),
        ("batch --jobs 2, times as many", f"{two / one:.2f}", "1.8", two >= 1.8 * one),
        (f"peak memory over {turns:,} turns, MiB", f"{memory:.1f}", "60", memory <= 60),
        ("replay of all transcripts, turns a second with the start", f"{replayed / replay:,.0f}", "5,000",
         replayed / replay >= 5000),
        ("cold ask, ms", f"{walls['careline ask']:.1f}", "", True),
        ("cold ask, times python3 -c pass", f"{ask:.2f}", "0.4", ask <= 0.4),
        ("cold --version, times python3 -c pass", f"{walls['careline --version'] / python:.2f}", "", True),
    ]


def table(rows):
    return "\n".join(
        ["| figure | measured | bar |\n|---|---|---|", *(f"| {name} | {value} | {bar} |" for name, value, bar, _ in rows)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build" / "release" / "careline"))
    parser.add_argument("--turns", type=int, default=20_000, help="turns of each run of batch (default 20000)")
    parser.add_argument("--starts", type=int, default=40, help="starts of each program (default 40)")
    parser.add_argument("--strict", action="store_true", help="fail where a figure misses its bar")
    arguments = parser.parse_args()

    rows = measure(arguments.program, arguments.turns, arguments.starts)
    print(table(rows))
    if arguments.strict and not all(held for *_, held in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
