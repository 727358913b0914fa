#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""All benchmarks: what `make bench` runs. Each part prints a table in which careline's figures stand beside its peers'.

Settings come from the environment: BENCH_PASSAGES (sizes of the corpora, by spaces), BENCH_JAR (a jar with Lucene),
BENCH_DESCRIPTIONS (real text for the corpora, see corpus.py), BENCH_FOLDER (where corpora are kept), BENCH_TURNS (turns of
each run of batch), BENCH_PARTS (names of parts: search, turns).
"""
import os
import platform
import sys
import tempfile

import search
import turns


def processor():
    with open("/proc/cpuinfo") as lines:
        return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())


def searching(program):
    sizes = [int(size) for size in os.environ.get("BENCH_PASSAGES", "10000 100000").split()]
    folder = os.environ.get("BENCH_FOLDER", os.path.join(tempfile.gettempdir(), "careline-bench"))
    os.makedirs(folder, exist_ok=True)
    print("## Searching\n\nIn brackets: careline's figure as a part of the other's.\n")
    print(search.table(search.measure(program, sizes, folder, os.environ.get("BENCH_JAR"), os.environ.get("BENCH_DESCRIPTIONS"))))


def talking(program):
    count = int(os.environ.get("BENCH_TURNS", "20000"))
    print("\n## Turns and starts\n\nConversations of Tests/Transcripts, many times over; `python3 -c pass` is started in between.\n")
    print(turns.table(turns.measure(program, count, 40)))


PARTS = {"search": searching, "turns": talking}


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else ".build/release/careline"
    print(f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, Python {platform.python_version()}\n")
    for name in os.environ.get("BENCH_PARTS", " ".join(PARTS)).split():
        if name not in PARTS:
            sys.exit(f"bench: there is no part {name}; there are {', '.join(PARTS)}")
        PARTS[name](program)


if __name__ == "__main__":
    main()
