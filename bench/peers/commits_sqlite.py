"""The rate of single commits of SQLite itself: one writer, one row a transaction, each on the disk before the next begins.

    commits_sqlite.py FILE
"""

from __future__ import annotations

import sqlite3
import sys
import time
from pathlib import Path

SECONDS = 2.0


def main() -> None:
    path = Path(sys.argv[1])
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE peer_writes (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL)")
    count = 0
    begun = time.perf_counter()
    while (passed := time.perf_counter() - begun) < SECONDS:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO peer_writes VALUES (?, ?)", (f"{count:026d}", "x"))
        db.execute("COMMIT")
        count += 1
    print(f"single\t{count / passed:.1f}\trows/s")


if __name__ == "__main__":
    main()
