"""The seal of a bundle, computed by the book (RFC 6962, 2.1) and not by the program; and bundles in which somebody changed a line."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

LIST = "seal.txt"


def leaf(name: str, line: bytes) -> bytes:
    return hashlib.sha256(b"\0" + name.encode() + b"\n" + line).digest()


def tree(hashes: list[bytes]) -> bytes:
    """Pairs of neighbours become one; whoever has no neighbour rises as it is."""
    while len(hashes) > 1:
        pairs = [hashes[start:start + 2] for start in range(0, len(hashes), 2)]
        hashes = [hashlib.sha256(b"\1" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return hashes[0] if hashes else hashlib.sha256().digest()


def lines(content: bytes) -> list[bytes]:
    return content.removesuffix(b"\n").split(b"\n")


def members(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root(files: dict[str, bytes]) -> str:
    """What the files of a bundle come to, in the hexadecimal digits of the decision."""
    sums = {name: tree([leaf(name, line) for line in lines(content)]).hex() for name, content in files.items() if name != LIST}
    return tree([leaf(name, sums[name].encode()) for name in sorted(sums, key=str.encode)]).hex()


def sealed(files: dict[str, bytes]) -> bytes:
    """The list of hashes that fits the files."""
    text = f"root {root(files)}\n"
    for name in sorted(files.keys() - {LIST}, key=str.encode):
        hashes = [leaf(name, line).hex() for line in lines(files[name])]
        text += f"file {name} {len(hashes)}\n" + "".join(f"{digits}\n" for digits in hashes)
    return text.encode()


def write(files: dict[str, bytes], bundle: Path) -> Path:
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return bundle


def changed(files: dict[str, bytes], name: str, number: int, line: bytes) -> dict[str, bytes]:
    """The files with another text in the line of this number, counted from 1."""
    content = lines(files[name])
    assert content[number - 1] != line
    content[number - 1] = line
    return files | {name: b"\n".join(content) + b"\n"}
