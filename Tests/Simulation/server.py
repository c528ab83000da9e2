"""The binary as a server of its own folder and database: started, killed, started again; and its commands."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120
STOP_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One `cchc` on one database, never more than one process at a time."""

    def __init__(self, binary: Path, folder: Path, database: str = ""):
        folder.mkdir(parents=True, exist_ok=True)
        self.binary, self.folder, self.port = binary, folder, free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CCHC_")}
        self.environment = kept | {
            "CCHC_DATABASE": database or f"sqlite:{folder}/cchc.db", "CCHC_FILES": f"{folder}/files", "CCHC_LANGUAGE": "en",
            "CCHC_PORT": str(self.port)}
        for name in ("CCHC_WEASYPRINT",):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.log = open(folder / "server.log", "ab")
        self.process: subprocess.Popen | None = None

    @property
    def engine(self) -> str:
        return "PostgreSQL" if self.environment["CCHC_DATABASE"].startswith("postgres") else "SQLite"

    def command(self, *words: str) -> str:
        """What a command of the binary prints; it must succeed."""
        done = subprocess.run(
            [self.binary, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError(f"cchc {' '.join(words)} ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def start(self) -> float:
        """Starts the server and gives the seconds until it was ready."""
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [self.binary, "serve"], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                    if answer.status == 200:
                        return time.monotonic() - begun
            except (OSError, urllib.error.URLError):
                pass
            if self.process.poll() is not None or time.monotonic() - begun > START_SECONDS:
                raise RuntimeError(f"the server does not start: {(self.folder / 'server.log').read_text(errors='replace')[-2000:]}")
            time.sleep(0.02)

    def kill(self) -> None:
        """Ends it as a loss of power would: no word of warning."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def administrator(self, login: str = "quantri") -> str:
        """Makes the first administrator and gives a token that may write."""
        self.command("accounts", "create-administrator", "--login", login, "--name", "Quản trị hệ thống")
        return self.token(login)

    def token(self, login: str) -> str:
        return self.command("accounts", "token", "--login", login, "--name", "simulation", "--scope", "write").strip()


class Cluster:
    """The database server behind a `postgres://` address of scripts/with-postgres, to be killed and started anew."""

    def __init__(self, database: str):
        folder = Path(database.split("host=")[1])
        self.pid = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        proc = Path(f"/proc/{self.pid}")
        self.words = [word.decode() for word in (proc / "cmdline").read_bytes().split(b"\0") if word]
        self.folder, self.owner = folder, proc.stat().st_uid
        self.process: subprocess.Popen | None = None

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def start(self) -> None:
        """As it was started first; waits for the processes of the killed one to leave the data alone."""
        with open(self.folder / "server.log", "ab") as log:
            deadline = time.monotonic() + START_SECONDS
            while time.monotonic() < deadline:
                self.process = subprocess.Popen(
                    self.words, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                    user=self.owner if os.geteuid() == 0 else None)
                time.sleep(0.5)
                if self.process.poll() is None:
                    return
        raise RuntimeError(f"PostgreSQL does not start: {(self.folder / 'server.log').read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()
