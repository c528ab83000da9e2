"""Uploads that are too large, or break off, through the real binary: refused, nothing kept, and no memory spent on them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

# More than the file that is refused needs, and far less than the file.
MEMORY = 96 << 20
PIECE = bytes(1 << 20)


class Server:
    """The binary on a database of its own, with an administrator's token."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.files = folder / "files"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CCHC_")}
        self.environment = kept | {"CCHC_DATABASE": f"sqlite:{folder}/cchc.db", "CCHC_FILES": str(self.files)}
        self.command("create-administrator", "--login", "admin", "--name", "Admin")
        self.token = self.command("token", "--login", "admin", "--name", "test", "--scope", "write").strip()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [os.environ["CCHC_BINARY"], "serve", "--host", "127.0.0.1", "--port", str(self.port)], cwd=folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait()

    def command(self, *words: str) -> str:
        return subprocess.run(
            [os.environ["CCHC_BINARY"], "accounts", *words], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=True, timeout=60).stdout

    def wait(self) -> None:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        pytest.fail("the server is not ready")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0

    def peak(self) -> int:
        """The most memory that the server has held, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM"))

    def kept(self) -> list[Path]:
        """Whatever lies in the store of files, whole or half."""
        return [path for path in self.files.rglob("*") if path.is_file()]

    def send(self, path: str, head: str, bodies: Iterator[bytes]) -> str:
        """Sends a request and gives the first line of the answer; a refusal may come before the body is through."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            line.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.token}\r\n{head}\r\n".encode())
            for body in bodies:
                line.sendall(body)
            return line.recv(4096).split(b"\r\n")[0].decode()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.stop()


def pieces(count: int, before: bytes = b"") -> Iterator[bytes]:
    """A body sent by pieces that says nothing of its length."""
    for content in ([before] if before else []):
        yield f"{len(content):x}\r\n".encode() + content + b"\r\n"
    for _ in range(count):
        yield f"{len(PIECE):x}\r\n".encode() + PIECE + b"\r\n"
    yield b"0\r\n\r\n"


PART = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
WAYS = {"/api/v1/units/import?name=a.csv": ("", b""), "/units/import": ("Content-Type: multipart/form-data; boundary=b\r\n", PART)}


@pytest.mark.parametrize("path", WAYS)
def test_two_gigabytes_are_refused_and_not_kept(server: Server, path: str) -> None:
    head, before = WAYS[path]
    idle = server.peak()
    answer = server.send(path, head + "Transfer-Encoding: chunked\r\n", pieces(2048, before))
    assert answer.startswith("HTTP/1.1 413"), answer
    assert server.kept() == []
    assert server.peak() - idle < MEMORY
    server.wait()


@pytest.mark.parametrize("path", WAYS)
def test_a_declared_length_of_two_gigabytes_is_refused_unread(server: Server, path: str) -> None:
    answer = server.send(path, WAYS[path][0] + "Content-Length: 2147483648\r\n", iter([b""]))
    assert answer.startswith("HTTP/1.1 413"), answer
    assert server.kept() == []


@pytest.mark.parametrize("path", WAYS)
def test_a_connection_cut_in_the_middle_leaves_nothing(server: Server, path: str) -> None:
    head, before = WAYS[path]
    for cut in (1, 1000, 3 << 20):
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as line:
            line.sendall(
                f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.token}\r\n{head}Content-Length: 6000000\r\n\r\n".encode())
            line.sendall((before + bytes(cut))[:max(cut, len(before) + 1)])
            time.sleep(0.2)
        deadline = time.monotonic() + 10
        while server.kept() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert server.kept() == [], f"cut after {cut} bytes"
    server.wait()
