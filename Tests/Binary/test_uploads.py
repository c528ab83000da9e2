"""Uploads that are too large, or break off, through the real binary: refused, nothing kept, and no memory spent on them."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Server

# More than the file that is refused needs, and far less than the file.
MEMORY = 96 << 20
PIECE = bytes(1 << 20)


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
