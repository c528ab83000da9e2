"""A folder of files named by what they hold, written as ours are (Sources/Platform/Files): what has its name outlasts a loss of power.

The folder comes from the environment, BENCH_FILES.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from pathlib import Path

FILES = Path(os.environ["BENCH_FILES"])
INCOMING = FILES / "incoming"
INCOMING.mkdir(parents=True, exist_ok=True)


def keep(content: bytes) -> str:
    """Writes, syncs and names a file, and syncs the folders above it; gives its digest."""
    digest = hashlib.sha256(content).hexdigest()
    part = INCOMING / f"{os.urandom(13).hex()}.part"
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest):]
        os.fchmod(descriptor, 0o440)
        os.fsync(descriptor)
        outer = FILES / digest[:2]
        inner = outer / digest[2:4]
        inner.mkdir(0o750, parents=True, exist_ok=True)
        os.rename(part, inner / digest)
    finally:
        os.close(descriptor)
    for folder in (inner, outer, FILES):
        synced(folder)
    return digest


def synced(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
