"""Runs what the documents show.

    scripts/with-server -- python scripts/run_docs.py [FILE…]      without files: README*.md, docs/**/*.md and the others

A block that opens with ```sh run is a script for `bash -e`; `cchc` in it is the release binary, http://127.0.0.1:8080 the demo
that with-server serves, /var/lib/cchc the folder in which it does, and /backup a folder below the one in which the blocks of a
document run one after another: a fresh one, which holds links to Frameworks, Facts and docs. A block that must fail opens with
```sh run exit=1. When the next block of the document is ```text and follows directly (blank lines and one paragraph may stand
between), it is what the script prints, spaces at line ends aside; a line `…` there stands for any lines.
What would change the machine itself opens with ```sh by hand and is only parsed; there is no third kind.
Each block is one test. Ends with "N passed, M failed".
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 120
FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,})(?P<info>[^`]*)$")
LINKED = ("Frameworks", "Facts", "docs")


@dataclass
class Block:
    line: int
    info: list[str]
    text: str
    # How many paragraphs stand between this block and the one before.
    gap: int


def blocks(text: str) -> list[Block]:
    found: list[Block] = []
    lines = text.splitlines()
    at = gap = 0
    while at < len(lines):
        opening = FENCE.match(lines[at])
        if not opening:
            gap += bool(lines[at].strip()) and (at == 0 or not lines[at - 1].strip() or FENCE.match(lines[at - 1]) is not None)
            at += 1
            continue
        indent, ticks = opening["indent"], opening["ticks"]
        end = at + 1
        while end < len(lines) and lines[end].strip() != ticks:
            end += 1
        inner = [line.removeprefix(indent) for line in lines[at + 1:end]]
        found.append(Block(at + 1, opening["info"].split(), "".join(line + "\n" for line in inner), gap))
        at, gap = end + 1, 0
    return found


def matches(expected: str, actual: str) -> bool:
    """Whether a text is the expected one; a line `…` stands for any lines, none included."""
    def lines(text: str) -> list[str]:
        return [line.rstrip() for line in text.strip("\n").splitlines()]

    pattern = "".join("(?:.*\n)*" if line.strip() == "…" else re.escape(line) + "\n" for line in lines(expected))
    return re.fullmatch(pattern, "".join(line + "\n" for line in lines(actual))) is not None


def script(block: Block, folder: Path) -> str:
    """A block's text with the places of this machine."""
    text = block.text
    if url := os.environ.get("CCHC_URL"):
        served = str(Path(os.environ["CCHC_DATABASE_FILE"]).parent)
        text = text.replace("http://127.0.0.1:8080", url).replace("/var/lib/cchc", served)
    return text.replace("/backup", str(folder / "backup"))


def run(block: Block, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    options = ["-n"] if block.info[1:] == ["by", "hand"] else ["-euo", "pipefail"]
    try:
        done = subprocess.run(
            ["bash", *options, "-c", script(block, folder)], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS)
    except subprocess.TimeoutExpired as late:
        return 124, (late.stdout or b"").decode("utf-8", "replace") + f"\nlonger than {SECONDS} s"
    return done.returncode, done.stdout.decode("utf-8", "replace")


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CCHC_")}
    programs = folder / ".programs"
    programs.mkdir()
    (programs / "cchc").symlink_to(os.environ["CCHC_BINARY"])
    weasyprint = ROOT / "var" / "venv" / "bin" / "weasyprint"
    return kept | {"PATH": f"{programs}:{kept['PATH']}", "CCHC_WEASYPRINT": str(weasyprint), "LC_ALL": "C.UTF-8"}


def exit_code(info: list[str]) -> int:
    codes = [int(word.removeprefix("exit=")) for word in info if word.startswith("exit=")]
    return codes[0] if codes else 0


def check(document: Path) -> tuple[int, int]:
    """How many blocks of a document passed and failed."""
    found = blocks(document.read_text(encoding="utf-8"))
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="cchc-docs.") as name:
        folder = Path(name)
        settings = environment(folder)
        for linked in LINKED:
            if (ROOT / linked).exists():
                (folder / linked).symlink_to(ROOT / linked)
        for made in ("var", "backup"):
            (folder / made).mkdir()
        for block, after in zip(found, [*found[1:], None]):
            if block.info[:1] != ["sh"]:
                continue
            if block.info[1:2] != ["run"] and block.info[1:] != ["by", "hand"]:
                failed += 1
                print(f"✘ {document.relative_to(ROOT)}:{block.line}: neither run nor by hand")
                continue
            status, output = run(block, folder, settings)
            shown = after.text if after and after.info[:1] == ["text"] and after.gap <= 1 else None
            faults = []
            if status != exit_code(block.info):
                faults.append(f"exit code {status}, expected {exit_code(block.info)}")
            if shown is not None and not matches(shown, output):
                faults.append(f"printed is not what line {after.line} shows")
            passed += not faults
            failed += bool(faults)
            if faults:
                print(f"✘ {document.relative_to(ROOT)}:{block.line}: {'; '.join(faults)}")
                print("".join(f"    {line}\n" for line in output.splitlines()[:40]), end="")
    if passed + failed:
        print(f"  {document.relative_to(ROOT)}: {passed + failed} blocks", flush=True)
    return passed, failed


def main() -> int:
    named = [Path(word).resolve() for word in sys.argv[1:]]
    documents = named or sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("Facts/**/*.md"), *ROOT.glob("bench/*.md")])
    counts = [check(document) for document in documents]
    passed, failed = sum(p for p, _ in counts), sum(f for _, f in counts)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
