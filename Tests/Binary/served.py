"""A server of the real binary for one test."""

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


class Server:
    """The binary on a database of its own, with an administrator's token."""

    def __init__(self, folder: Path, **settings: str):
        self.folder = folder
        self.files = folder / "files"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CCHC_")}
        self.environment = kept | {"CCHC_DATABASE": f"sqlite:{folder}/cchc.db", "CCHC_FILES": str(self.files)} | settings
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
