#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build an index and search it, with careline and with the engines that are installed, side by side.

All get the same job: words in lower case, no stemming, no stop list, any word of a query may match, the ids of the 10 best by BM25.
Each engine builds in a process of its own and searches in another, with one thread. A search is timed from the words of the
query to the ids; all queries run three times, the last counts (a pass that takes over 30 s is cut off, and is the last). CPU seconds and peak memory are those of the whole build process.
careline's index keeps the passages too, which the others' don't; its text is counted apart.

tantivy: pip install tantivy. SQLite's FTS5 comes with Python. Lucene: --jar, with lucene-core 9 and its analysis, and a JDK.
"""
import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import corpus as generator

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = 10
PASSES = 3
# A pass over the queries ends after so many seconds, and is then the last.
LONGEST_PASS = 30
# FTS5 reads every match of every word: beyond this even that is too long.
FTS5_MOST = 100_000


def rows(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_queries(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t")[1].split() for line in lines]


# What runs in a process of its own.

def tantivy_build(passages, index):
    import tantivy
    schema = tantivy.SchemaBuilder().add_unsigned_field("id", stored=True).add_text_field("text", index_option="freq").build()
    writer = tantivy.Index(schema, path=index).writer(heap_size=128_000_000, num_threads=1)
    for row in rows(passages):
        writer.add_document(tantivy.Document(id=int(row["id"]), text=row["text"]))
    writer.commit()
    writer.wait_merging_threads()


def tantivy_search(index):
    import tantivy
    opened = tantivy.Index.open(index)
    searcher = opened.searcher()

    def search(words):
        query = opened.parse_query(" ".join(f'"{word}"' for word in words), ["text"])
        return [searcher.doc(place)["id"][0] for _, place in searcher.search(query, TOP, count=False).hits]
    return search


def fts5_build(passages, index):
    db = sqlite3.connect(os.path.join(index, "fts.db"))
    db.execute("pragma journal_mode=off")
    db.execute("create virtual table p using fts5(text, content='')")
    db.execute("create table names(id integer primary key, name)")
    for number, row in enumerate(rows(passages), 1):
        db.execute("insert into p(rowid, text) values (?, ?)", (number, row["text"]))
        db.execute("insert into names values (?, ?)", (number, str(row["id"])))
    db.execute("insert into p(p) values ('optimize')")
    db.commit()


def fts5_search(index):
    db = sqlite3.connect(os.path.join(index, "fts.db"))
    sql = f"select name from p join names on names.id = p.rowid where p match ? order by rank limit {TOP}"
    return lambda words: [row[0] for row in db.execute(sql, (" OR ".join(f'"{word}"' for word in words),))]


def child(engine, action, *paths):
    if action == "build":
        globals()[engine + "_build"](*paths)
        return
    search, queries = globals()[engine + "_search"](paths[0]), read_queries(paths[1])
    times, is_over = [], False
    for _ in range(PASSES):
        times.clear()
        end = time.perf_counter() + LONGEST_PASS
        for words in queries:
            start = time.perf_counter()
            search(words)
            now = time.perf_counter()
            times.append((now - start) * 1e6)
            is_over = now > end
            if is_over:
                break
        if is_over:
            break
    print(json.dumps(times))


# The engines, as commands.

class Careline:
    def __init__(self, program, analysis="plain"):
        self.program, self.analysis = program, analysis
        self.name = "careline" if analysis == "plain" else f"careline ({analysis})"

    def build(self, passages, index):
        return [self.program, "index", "build", passages, "--output", index + "/index", "--analysis", self.analysis]

    def size(self, index):
        info = subprocess.run([self.program, "index", "info", index + "/index", "--json"], check=True, capture_output=True)
        return json.loads(info.stdout)["index_bytes"]

    def search(self, index, queries):
        command = [self.program, "search", "--index", index + "/index", "--queries", queries, "--top", str(TOP), "--timing"]
        found = json.loads(run(command)["errors"].splitlines()[-1])
        return {key: found[key + "_us"] for key in ("p50", "p95", "p99")}

    def cold(self, index):
        """Milliseconds that a new process takes for one query, less those for --version; medians of alternate runs."""
        query, nothing = [], []
        for _ in range(25):
            query.append(run([self.program, "search", "--index", index + "/index", "the", "best", "words"], {0, 1})["wall"])
            nothing.append(run([self.program, "--version"])["wall"])
        return (statistics.median(query) - statistics.median(nothing)) * 1000


class Python:
    def __init__(self, name):
        self.name = name

    def build(self, passages, index):
        return [sys.executable, os.path.join(HERE, "search.py"), "--child", self.name, "build", passages, index]

    def size(self, index):
        return folder_size(index)

    def search(self, index, queries):
        command = [sys.executable, os.path.join(HERE, "search.py"), "--child", self.name, "search", index, queries]
        return percentiles(json.loads(run(command)["output"]))


class Lucene:
    name = "lucene"

    def __init__(self, jar, work):
        self.classes, self.work = os.path.join(work, "classes"), work
        subprocess.run(["javac", "-cp", jar, "-d", self.classes, os.path.join(HERE, "LuceneSearch.java")], check=True)
        self.java = ["java", "-Xmx2g", "-cp", jar + ":" + self.classes, "LuceneSearch"]

    def build(self, passages, index):
        lines = os.path.join(self.work, "passages.tsv")
        with open(lines, "w", encoding="utf-8") as out:
            out.writelines(f"{row['id']}\t{' '.join(row['text'].split())}\n" for row in rows(passages))
        return self.java + ["build", lines, index, "plain"]

    def size(self, index):
        return folder_size(index)

    def search(self, index, queries):
        output = run(self.java + ["time", index, queries, str(TOP), "plain", str(PASSES + 2)])["output"]
        return percentiles([float(line) for line in output.splitlines()])


def folder_size(folder):
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, files in os.walk(folder) for f in files)


def percentiles(times):
    ordered = sorted(times)
    return {f"p{p}": ordered[min(len(ordered) - 1, len(ordered) * p // 100)] for p in (50, 95, 99)}


def run(command, fine=frozenset({0})):
    """Run to the end: its output, its CPU and wall seconds, its peak memory in MiB."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), errors.seek(0)
        texts = out.read().decode(), errors.read().decode()
        if process.returncode not in fine:
            raise RuntimeError(f"{' '.join(command[:4])} ended with {process.returncode}: {texts[1].strip()[-300:]}")
        return {"output": texts[0], "errors": texts[1], "wall": wall, "cpu": usage.ru_utime + usage.ru_stime,
                "mib": usage.ru_maxrss / 1024}


def engines(program, jar, work):
    found = [Careline(program), Careline(program, "english")]
    try:
        import tantivy  # noqa: F401
        found.append(Python("tantivy"))
    except ImportError:
        print("tantivy is not installed: left out", file=sys.stderr)
    found.append(Python("fts5"))
    if jar:
        found.append(Lucene(jar, work))
    return found


def measure(program, sizes, folder, jar=None, descriptions=None):
    """A row for each engine and size."""
    results = []
    with tempfile.TemporaryDirectory(prefix="careline-bench-", dir=folder) as work:
        for count in sizes:
            passages, queries = generator.write(folder, count, descriptions=descriptions)
            for engine in engines(program, jar, work):
                if engine.name == "fts5" and count > FTS5_MOST:
                    continue
                index = os.path.join(work, "index")
                os.makedirs(index)
                built = run(engine.build(passages, index))
                row = {"engine": engine.name, "passages": count, "build_cpu_s": built["cpu"], "build_wall_s": built["wall"],
                       "build_mib": built["mib"], "index_mib": engine.size(index) / 2**20}
                row |= {key + "_us": value for key, value in engine.search(index, queries).items()}
                if isinstance(engine, Careline):
                    row["cold_ms"] = engine.cold(index)
                shutil.rmtree(index)
                results.append(row)
                print(f"  {count} passages, {engine.name}: done", file=sys.stderr)
    return results


COLUMNS = [("build_cpu_s", "build CPU s", 2), ("build_mib", "build MiB", 0), ("index_mib", "index MiB", 1), ("p50_us", "p50 us", 0),
           ("p95_us", "p95 us", 0), ("p99_us", "p99 us", 0)]


def table(results):
    """Figures, and careline's as a part of each other engine's."""
    lines = ["| passages | engine | " + " | ".join(title for _, title, _ in COLUMNS) + " | cold query ms |",
             "|---|---|" + "---|" * (len(COLUMNS) + 1)]
    for row in results:
        ours = next(r for r in results if r["engine"] == "careline" and r["passages"] == row["passages"])
        cells = []
        for key, _, digits in COLUMNS:
            ratio = "" if row is ours else f" ({ours[key] / row[key]:.2f})"
            cells.append(f"{row[key]:.{digits}f}{ratio}")
        cold = f"{row['cold_ms']:.1f}" if "cold_ms" in row else ""
        lines.append(f"| {row['passages']} | {row['engine']} | " + " | ".join(cells) + f" | {cold} |")
    return "\n".join(lines)


def main():
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=".build/release/careline")
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", default=tempfile.gettempdir(), help="where corpora are kept and indexes are made")
    parser.add_argument("--jar", help="a jar that holds Lucene")
    parser.add_argument("--descriptions", help="real text instead of made text; see corpus.py")
    parser.add_argument("--json", help="write the figures to this file too")
    a = parser.parse_args()
    results = measure(a.program, a.passages, a.folder, a.jar, a.descriptions)
    print(table(results))
    if a.json:
        with open(a.json, "w") as out:
            json.dump(results, out, indent=1)


if __name__ == "__main__":
    main()
