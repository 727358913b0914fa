#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write passages and queries for the benchmarks of searching: the same for the same seed.

Words are made of syllables and as unevenly frequent as those of a language (the n-th is about n times as rare as the first);
a passage is made of sentences from a pool, so that words that go together come together. With --descriptions, the pool is
the English package descriptions of Debian instead, a file that apt keeps: real text, if the machine has it.

Writes OUT/passages-N.jsonl ({"id", "text"} a line) and OUT/queries.tsv (id, tab, 2 to 8 words of one passage). A smaller N is
the beginning of a larger one, and the queries are the same for all.
"""
import argparse
import itertools
import json
import os
import random
import re
import subprocess

WORD = re.compile(r"[a-z0-9]+")
POOL = 150_000
VOCABULARY = 60_000
QUERY_PASSAGES = 10_000


def made_words(rng):
    """Different words, short ones first, as frequent words are short."""
    onsets = ["", "b", "br", "c", "ch", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w"]
    codas = ["", "", "l", "m", "n", "nd", "r", "s", "st", "t", "x"]
    seen = {}
    while len(seen) < VOCABULARY:
        syllables = 1 if len(seen) < 300 else rng.choice((1, 2, 2, 3, 3, 4))
        word = "".join(rng.choice(onsets) + rng.choice("aeiou") + rng.choice(codas) for _ in range(syllables))
        seen.setdefault(word, None)
    return list(seen)


def made_sentences(seed):
    rng = random.Random(seed)
    words = made_words(rng)
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    for _ in range(POOL):
        chosen = rng.choices(words, cum_weights=weights, k=rng.randint(6, 30))
        yield " ".join(chosen).capitalize() + "."


def described_sentences(path):
    """The different sentences of 6 to 40 words of a Translation-en file, as apt left it."""
    read = subprocess.run(["/usr/lib/apt/apt-helper", "cat-file", path], check=True, capture_output=True)
    seen = {}
    for record in read.stdout.decode().split("\n\n"):
        body = record.partition("Description-en:")[2].replace("\n .\n", "\n")
        for sentence in re.split(r"(?<=[.!?])\s+", " ".join(body.split())):
            if 6 <= len(sentence.split()) <= 40:
                seen.setdefault(sentence, None)
    return list(seen)


def passages(pool, count, seed):
    """Runs of one to three neighbours of the pool, until there are about 60 words."""
    rng = random.Random(seed + 1)
    for _ in range(count):
        parts, words = [], 0
        while words < 52:
            start = rng.randrange(len(pool))
            for sentence in pool[start:start + rng.randint(1, 3)]:
                parts.append(sentence)
                words += sentence.count(" ") + 1
                if words >= 52:
                    break
        yield " ".join(parts)


def queries(texts, count, seed):
    rng = random.Random(seed + 2)
    for _ in range(count):
        words = list(dict.fromkeys(WORD.findall(rng.choice(texts).lower())))
        places = sorted(rng.sample(range(len(words)), min(rng.randint(2, 8), len(words))))
        yield " ".join(words[place] for place in places)


def write(folder, count, query_count=1000, seed=20261128, descriptions=None):
    """Write the files unless they are there; their paths."""
    kind = "described" if descriptions else "made"
    base = os.path.join(folder, f"{kind}-{seed}")
    os.makedirs(base, exist_ok=True)
    corpus, query_file = os.path.join(base, f"passages-{count}.jsonl"), os.path.join(base, "queries.tsv")
    if os.path.exists(corpus) and os.path.exists(query_file):
        return corpus, query_file
    pool = described_sentences(descriptions) if descriptions else list(made_sentences(seed))
    with open(query_file, "w", encoding="utf-8") as out:
        texts = list(passages(pool, QUERY_PASSAGES, seed))
        out.writelines(f"{i}\t{text}\n" for i, text in enumerate(queries(texts, query_count, seed), 1))
    with open(corpus + ".part", "w", encoding="utf-8") as out:
        for i, text in enumerate(passages(pool, count, seed)):
            out.write(json.dumps({"id": str(i), "text": text}, ensure_ascii=False) + "\n")
    os.rename(corpus + ".part", corpus)
    return corpus, query_file


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--descriptions", help="a Translation-en file of Debian, packed as apt keeps it or plain")
    parser.add_argument("--out", default="corpus")
    a = parser.parse_args()
    print(*write(a.out, a.passages, a.queries, a.seed, a.descriptions), sep="\n")


if __name__ == "__main__":
    main()
