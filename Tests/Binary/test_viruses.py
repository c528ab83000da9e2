"""What is uploaded is looked through by a real ClamAV daemon, whose only signature is that of the EICAR test file."""

from __future__ import annotations

import hashlib
import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Server

# In two parts, so that this file itself is no finding.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
UNITS = "code,name_vi,kind\nP-1,Phường Một,commune\n".encode()


class Daemon:
    def __init__(self, folder: Path):
        self.socket = folder / "clamd"
        signatures = folder / "signatures"
        signatures.mkdir()
        (signatures / "eicar.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar\n")
        settings = folder / "clamd.conf"
        settings.write_text(f"LocalSocket {self.socket}\nDatabaseDirectory {signatures}\nForeground yes\n")
        self.process = subprocess.Popen(["/usr/sbin/clamd", f"--config-file={settings}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            with socket.socket(socket.AF_UNIX) as line:
                if line.connect_ex(str(self.socket)) == 0:
                    return
            time.sleep(0.1)
        pytest.fail("the daemon does not answer")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    daemon = Daemon(tmp_path)
    yield daemon
    daemon.stop()


def upload(server: Server, content: bytes, language: str = "vi") -> tuple[int, str]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/api/v1/units/import?name=a.csv", content,
        {"Authorization": f"Bearer {server.token}", "Content-Type": "text/csv", "Accept-Language": language})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.loads(refusal.read())["detail"]


def test_a_harmful_file_is_refused_by_name_and_not_kept(tmp_path: Path, daemon: Daemon) -> None:
    server = Server(tmp_path, CCHC_CLAMD=f"unix:{daemon.socket}")
    status, text = upload(server, EICAR)
    assert status == 422 and "Eicar" in text and "mã độc" in text.lower(), text
    status, text = upload(server, EICAR, "en")
    assert status == 422 and "Eicar" in text, text
    assert server.kept() == []
    status, text = upload(server, UNITS)
    assert status == 200, text
    server.stop()


def test_nothing_is_taken_unseen_when_the_daemon_is_gone(tmp_path: Path, daemon: Daemon) -> None:
    server = Server(tmp_path, CCHC_CLAMD=f"unix:{daemon.socket}")
    daemon.stop()
    status, text = upload(server, UNITS)
    assert status == 503, text
    assert server.kept() == []
    server.stop()


def test_an_address_that_cannot_be_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        Server(tmp_path, CCHC_CLAMD="clamd.sock")
    assert "CCHC_CLAMD" in refusal.value.stderr
