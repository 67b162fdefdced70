"""Keeps a copy of what a partner may have: python3 client.py BASE KEY FILE [SECONDS]

FILE holds the copy and the cursor, as JSON. Stopped anywhere it goes on where it was; nothing is lost or doubled.
"""
import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.request

BASE, KEY, FILE = sys.argv[1].rstrip("/") + "/api/partner/v1", sys.argv[2], sys.argv[3]
SECONDS = float(sys.argv[4]) if len(sys.argv) > 4 else 3e9


class Resync(Exception):
    """The site came back from a backup: our cursor belongs to a log that is no more."""


def ask(path):
    request = urllib.request.Request(BASE + path, headers={"Authorization": "Bearer " + KEY})
    try:
        return urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as error:
        if error.code == 409:
            raise Resync() from error
        if error.code == 429:
            time.sleep(float(error.headers["Retry-After"]))
            return ask(path)
        sys.exit(f"{path}: {error.code} {error.read().decode()}")


def apply(copy, change):
    """The one rule: newer by its sequence, or nothing. A tombstone stays, so that an older state cannot come back."""
    known = copy["works"].get(change["id"])
    if known is None or known["sequence"] < change["sequence"]:
        copy["works"][change["id"]] = change


def save(copy):
    """Whole or not at all: copy and cursor move together."""
    with open(FILE + ".new", "w", encoding="utf-8") as file:
        json.dump(copy, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    os.replace(FILE + ".new", FILE)


def begin():
    lines = [json.loads(line) for line in ask("/snapshot")]
    if lines[-1]["type"] != "end":
        sys.exit("the snapshot was cut off; try again")
    copy = {"cursor": lines[0]["cursor"], "works": {}}
    for work in lines[1:-1]:
        apply(copy, work)
    save(copy)
    return copy


def is_equal(copy):
    live = sorted((id, work["sequence"]) for id, work in copy["works"].items() if work["type"] == "work")
    lines = "".join(f"{id}\t{sequence}\n" for id, sequence in sorted(live, key=lambda one: one[0].encode()))
    return hashlib.sha256(lines.encode()).hexdigest() == json.load(ask("/digest"))["sha256"]


def follow(copy, until):
    while True:
        wait = int(max(0, min(30, until - time.time())))
        page = json.load(ask(f"/changes?after={copy['cursor']}&wait={wait}"))
        for change in page["changes"]:
            apply(copy, change)
        if page["changes"] or page["cursor"] != copy["cursor"]:
            copy["cursor"] = page["cursor"]
            save(copy)
        if not page["more"] and time.time() >= until:
            return


def main():
    until = time.time() + SECONDS
    copy = json.load(open(FILE, encoding="utf-8")) if os.path.exists(FILE) else begin()
    try:
        follow(copy, until)
    except Resync:
        copy = begin()
        follow(copy, until)
    print("equal" if is_equal(copy) else "different")


main()
