"""fts5.py DOCS QUERIES QRELS: SQLite's FTS5 over pairs of neighbouring characters, measured as `liangyi search-eval` measures.

Prints the same lines: characters per second, index over text, nDCG@10, Recall@100, p50 and p99 of a page of ten.
"""

import json
import math
import os
import re
import sqlite3
import sys
import tempfile
import time

DENSE = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")


def pairs(text):
    out = []
    for run in DENSE.findall(text.lower()):
        if run[0] < "\u3000" or len(run) == 1:
            out.append(run)
        else:
            out.extend(run[i : i + 2] for i in range(len(run) - 1))
    return out


def main(docs, queries, qrels):
    ids, characters, octets = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "fts5.db")
        base = sqlite3.connect(path)
        base.execute("PRAGMA journal_mode=OFF")
        # The text is kept too: a result is shown.
        base.execute("CREATE VIRTUAL TABLE f USING fts5(title, body, text UNINDEXED, tokenize='unicode61')")
        begin = time.perf_counter()
        with open(docs, encoding="utf-8") as lines:
            for line in lines:
                doc = json.loads(line)
                title, body = doc["title"], doc["body"]
                ids.append(doc["id"])
                characters += len(title) + len(body)
                octets += len(title.encode()) + len(body.encode())
                base.execute("INSERT INTO f VALUES (?, ?, ?)", (" ".join(pairs(title)), " ".join(pairs(body)), body))
        base.commit()
        took = time.perf_counter() - begin
        size = os.path.getsize(path)
        print(f"documents: {len(ids)}, {characters / took:.0f} characters/s")
        print(f"index: {size} bytes, {size / octets:.2f} of the text's {octets}")

        judged = {}
        with open(qrels, encoding="utf-8") as lines:
            for line in lines:
                query, doc, _ = line.rstrip("\n").split("\t")
                judged.setdefault(query, set()).add(doc)
        gain, recall, times = 0.0, 0.0, []
        with open(queries, encoding="utf-8") as lines:
            asked = [line.rstrip("\n").split("\t") for line in lines]
        ask = "SELECT rowid, text FROM f WHERE f MATCH ? ORDER BY bm25(f) LIMIT ?"
        for query, text in asked:
            wanted = judged[query]
            match = " OR ".join(f'"{pair}"' for pair in pairs(text))
            begin = time.perf_counter()
            base.execute(ask, (match, 10)).fetchall()
            times.append(time.perf_counter() - begin)
            found = [ids[row[0] - 1] for row in base.execute(ask, (match, 100))]
            gain += sum(1 / math.log2(rank + 2) for rank, doc in enumerate(found[:10]) if doc in wanted)
            recall += len(wanted & set(found)) / len(wanted)
        times.sort()
        at = lambda share: 1000 * times[round((len(times) - 1) * share)]
        print(f"nDCG@10: {gain / len(asked):.4f}")
        print(f"Recall@100: {recall / len(asked):.4f}")
        print(f"a page of 10: p50 {at(0.5):.2f} ms, p99 {at(0.99):.2f} ms")


main(*sys.argv[1:])
