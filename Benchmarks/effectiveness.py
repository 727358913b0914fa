#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How good the ranking is, on test collections with judgements: nDCG at 10 and mean average precision.

A collection is a folder with corpus.jsonl ({"id", "title", "text"} a line), queries.tsv (id, tab, text) and qrels.tsv (query,
document, grade, by tabs). With --jar, Lucene ranks the same by its English analysis and BM25.
"""
import argparse
import collections
import json
import math
import os
import subprocess
import tempfile

import search

DEPTH = 1000


def read_run(text):
    ranked = collections.defaultdict(list)
    for line in text.splitlines():
        query, _, document, *_ = line.split()
        ranked[query].append(document)
    return ranked


def read_judgements(path):
    grades = collections.defaultdict(dict)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            query, document, grade = line.rstrip("\n").split("\t")
            if float(grade) > 0:
                grades[query][document] = float(grade)
    return grades


def gain(grades):
    return sum(grade / math.log2(rank + 2) for rank, grade in enumerate(grades[:10]))


def scores(ranked, judgements):
    """Mean nDCG at 10 and mean average precision over the queries that have a relevant document."""
    gains, precisions = [], []
    for query, grades in judgements.items():
        documents = ranked.get(query, [])
        best = gain(sorted(grades.values(), reverse=True))
        gains.append(gain([grades.get(document, 0) for document in documents]) / best)
        found, total = 0, 0.0
        for rank, document in enumerate(documents[:DEPTH], 1):
            if document in grades:
                found += 1
                total += found / rank
        precisions.append(total / len(grades))
    return sum(gains) / len(gains), sum(precisions) / len(precisions)


def careline_run(program, folder, work, build=(), ranking=()):
    index = os.path.join(work, "index")
    subprocess.run([program, "index", "build", f"{folder}/corpus.jsonl", "--output", index, *build], check=True, stdout=subprocess.DEVNULL)
    command = [program, "search", "--index", index, "--queries", f"{folder}/queries.tsv", "--top", str(DEPTH), *ranking]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def lucene_run(jar, folder, work):
    lucene, passages, index = search.Lucene(jar, work), os.path.join(work, "passages"), os.path.join(work, "lucene")
    with open(passages, "w", encoding="utf-8") as out:
        for row in search.rows(f"{folder}/corpus.jsonl"):
            text = ((row.get("title") or "") + " " + row["text"]).split()
            out.write(f"{row['id']}\t{' '.join(text)}\n")
    subprocess.run(lucene.java + ["build", passages, index, "english"], check=True, stderr=subprocess.DEVNULL)
    command = lucene.java + ["run", index, f"{folder}/queries.tsv", str(DEPTH), "english"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collections", nargs="+")
    parser.add_argument("--program", default=".build/release/careline")
    parser.add_argument("--jar", help="a jar that holds Lucene")
    a = parser.parse_args()
    print("| collection | ranking | nDCG@10 | MAP |\n|---|---|---|---|")
    for folder in a.collections:
        judgements, name = read_judgements(f"{folder}/qrels.tsv"), os.path.basename(folder.rstrip("/"))
        with tempfile.TemporaryDirectory() as work:
            runs = {
                "careline, BM25": careline_run(a.program, folder, work),
                "careline, BM25, plain words": careline_run(a.program, folder, work, ["--analysis", "plain"]),
                "careline, TF-IDF cosine": careline_run(a.program, folder, work, ranking=["--ranking", "tfidf"]),
            }
            if a.jar:
                runs["Lucene, BM25"] = lucene_run(a.jar, folder, work)
            for ranking, text in runs.items():
                print("| {} | {} | {:.4f} | {:.4f} |".format(name, ranking, *scores(read_run(text), judgements)))


if __name__ == "__main__":
    main()
