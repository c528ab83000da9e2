"""A small HTTP/1.1 client over many kept connections, so that one program can play hundreds of people.

Every call ends in one of three ways: an answer; ``Refused`` with the problem's code; or ``Lost``, when the connection broke before
the whole answer was there, and nobody can say whether what was sent was kept.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

# No call of these programs takes this long unless something hangs.
SECONDS = 300


class Lost(Exception):
    """The connection broke before the answer was whole."""


class Refused(Exception):
    def __init__(self, call: str, status: int, body: bytes):
        self.status = status
        try:
            self.problem = json.loads(body)
        except ValueError:
            self.problem = {}
        self.code = self.problem.get("code", "")
        # Of a page the words, without the head that all have.
        said = re.sub(r"\s*<[^>]*>\s*", " ", body[max(body.find(b"<main"), 0) :].decode("utf-8", "replace"))
        super().__init__(f"{call}: {status} {said[:600]}")


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Connection:
    def __init__(self, port: int):
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)

    def close(self) -> None:
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None

    async def exchange(self, head: bytes, body: bytes) -> Answer:
        if not self.writer:
            await self.open()
        self.writer.write(head + body)
        await self.writer.drain()
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:-2]:
            name, _, value = line.partition(":")
            name, kept = name.lower(), headers.get(name.lower())
            # Cookies come a line each.
            headers[name] = f"{kept}\n{value.strip()}" if kept and name == "set-cookie" else value.strip()
        content = await self.content(headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(lines[0].split(" ")[1]), headers, content)

    async def content(self, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding", "").lower() != "chunked":
            return await self.reader.readexactly(int(headers.get("content-length", "0")))
        pieces = []
        while size := int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16):
            pieces.append((await self.reader.readexactly(size + 2))[:-2])
        await self.reader.readuntil(b"\r\n")
        return b"".join(pieces)


@dataclass
class Site:
    """A served `cchc`, called over at most `connections` connections at once."""

    port: int
    connections: int = 64
    # How long each answered call took, in seconds, by what it did.
    times: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.idle: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        for _ in range(self.connections):
            self.idle.put_nowait(Connection(self.port))

    async def send(
        self, method: str, path: str, body: bytes = b"", *, token: str | None = None, headers: dict[str, str] | None = None,
        label: str = "",
    ) -> Answer:
        """One exchange, whatever its status."""
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}", "Accept-Language: en"]
        if token:
            lines.append(f"Authorization: Bearer {token}")
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
        connection = await self.idle.get()
        begun = time.perf_counter()
        try:
            answer = await asyncio.wait_for(connection.exchange(head, body), SECONDS)
            self.times.setdefault(label, []).append(time.perf_counter() - begun)
            return answer
        except (OSError, EOFError, asyncio.TimeoutError) as error:
            connection.close()
            raise Lost(f"{method} {path}: {error!r}") from None
        except BaseException:
            connection.close()
            raise
        finally:
            self.idle.put_nowait(connection)

    async def call(self, method: str, path: str, body: Any = None, *, token: str | None = None, label: str = "") -> Any:
        """A call of the API with JSON; gives what it answers, or throws ``Refused``."""
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8")
        kind = {"Content-Type": "application/json"} if body is not None else {}
        answer = await self.send(method, "/api/v1" + path, content, token=token, headers=kind, label=label)
        if answer.status >= 300:
            raise Refused(f"{method} {path}", answer.status, answer.body)
        return answer.json

    async def get(self, path: str, token: str | None = None, label: str = "") -> Any:
        return await self.call("GET", path, token=token, label=label)

    async def post(self, path: str, body: Any, token: str, label: str = "") -> Any:
        return await self.call("POST", path, body, token=token, label=label)

    async def put(self, path: str, body: Any, token: str, label: str = "") -> Any:
        return await self.call("PUT", path, body, token=token, label=label)

    async def upload(self, path: str, content: bytes, token: str, label: str = "", **query: str) -> Any:
        """Sends a file as it is; its words go with the address."""
        address = f"/api/v1{path}?{urlencode(query, quote_via=quote)}"
        answer = await self.send("POST", address, content, token=token, label=label)
        if answer.status >= 300:
            raise Refused(f"POST {path}", answer.status, answer.body)
        return answer.json

    async def download(self, path: str, token: str | None = None) -> bytes:
        answer = await self.send("GET", path, token=token, label="download")
        if answer.status != 200:
            raise Refused(f"GET {path}", answer.status, answer.body)
        return answer.body

    def close(self) -> None:
        while not self.idle.empty():
            self.idle.get_nowait().close()


async def all_of(tasks) -> list:
    """Runs everything at once; the first failure ends the rest."""
    async with asyncio.TaskGroup() as group:
        made = [group.create_task(task) for task in tasks]
    return [task.result() for task in made]
