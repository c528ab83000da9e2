#!/usr/bin/env python3
"""Kills the server at random points of a round, or of a counter's day, under load, and looks after each restart whether it kept what it
acknowledged.

    kill.py --binary CCHC [--counter | --online] [--kills N] [--engine sqlite|postgres] [--seed N] [--connections N]

Every connection saves entries, uploads evidence and cites it, or with --counter receives dossiers and brings them to their end, or with
--online sends them from home, as fast as it is answered. Of each leaf, file and dossier one worker alone
knows what was acknowledged and what was in flight; so after a kill every entry must be the acknowledged one or, whole, the one in
flight. For PostgreSQL it runs inside `scripts/with-postgres --durable`, and its server is killed once, too.
Ends with "N passed, M failed".
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from client import Site
from counter import LOGINS, CounterLoad
from load import Load
from online import OnlineLoad, open_accounts
from province import make
from report import Report, percentile
from server import Cluster, Server
from setup import settle

# How long the load runs before a kill, in seconds.
LOAD = (0.1, 1.0)


class Killing:
    def __init__(self, server: Server, load: Load | CounterLoad | OnlineLoad, report: Report, rng: random.Random):
        self.server, self.load, self.report, self.rng = server, load, report, rng
        self.restarts: list[float] = []

    async def under_load(self, end) -> None:
        """Runs the load and ends something in the midst of it."""
        if prepare := getattr(self.load, "prepare", None):
            await prepare()
        workers = [asyncio.create_task(worker()) for worker in self.load.workers()]
        await asyncio.sleep(self.rng.uniform(*LOAD))
        end()
        await asyncio.gather(*workers)

    async def check(self, what: str) -> None:
        wrong = await self.load.look()
        self.report.expect(f"{what}: everything acknowledged is there, and nothing by halves", not wrong, wrong[:5])
        for words in (("audit", "verify"), ("files", "verify")):
            try:
                await asyncio.to_thread(self.server.command, *words)
                self.report.expect(f"{what}: cchc {' '.join(words)}", True)
            except RuntimeError as error:
                self.report.expect(f"{what}: cchc {' '.join(words)}", False, error)

    async def kill(self, number: int) -> None:
        before = self.load.unanswered
        await self.under_load(self.server.kill)
        self.report.expect(f"kill {number} fell among writes", self.load.unanswered > before)
        self.restarts.append(await asyncio.to_thread(self.server.start))
        await self.check(f"kill {number}")

    async def kill_database(self, cluster: Cluster) -> None:
        """Our process lives on and finds the database again by itself."""
        await self.under_load(cluster.kill)
        await asyncio.to_thread(cluster.start)
        begun = time.monotonic()
        while True:
            answer = await self.load.site.send("GET", "/readyz")
            if answer.status == 200:
                break
            if time.monotonic() - begun > 60:
                return self.report.expect("the server finds its database again", False, answer)
            await asyncio.sleep(0.1)
        self.report.expect("our process outlives the database server", self.server.process.poll() is None)
        await self.check("the database server's kill")


async def a_round(server: Server, site: Site, seed: int, kills: int, report: Report) -> Load:
    """A province of a round, and people who work in it."""
    province = make(seed, "small")
    admin = server.administrator()
    server.start()
    with report.timed("units, people, round"):
        told = await settle(site, admin, province)
    return Load(site, province, told, site.connections, seed)


async def a_counter(server: Server, site: Site, seed: int, kills: int, report: Report) -> CounterLoad:
    """The ward of the demonstration."""
    with report.timed("the demonstration"):
        await asyncio.to_thread(server.command, "demo", "load")
    tokens = {who: server.token(login) for who, login in LOGINS.items()}
    server.start()
    return CounterLoad(site, tokens, site.connections, seed)


async def at_home(server: Server, site: Site, seed: int, kills: int, report: Report) -> OnlineLoad:
    """Citizens of their own, and the ward of the demonstration."""
    with report.timed("the demonstration"):
        await asyncio.to_thread(server.command, "demo", "load")
    messages = server.folder / "sms"
    messages.mkdir()
    server.environment |= {"CCHC_SMS": f"file:{messages}", "CCHC_TRUSTED_PROXIES": "127.0.0.1"}
    server.start()
    with report.timed("accounts"):
        citizens = await open_accounts(site, messages, kills)
    return OnlineLoad(site, citizens, site.connections, seed)


async def run(server: Server, cluster: Cluster | None, prepare, kills: int, seed: int, connections: int, report: Report) -> None:
    site = Site(server.port, connections)
    load = await prepare(server, site, seed, kills, report)
    killing = Killing(server, load, report, random.Random(seed))
    with report.timed(f"{kills} kills") as counts:
        for number in range(1, kills + 1):
            await killing.kill(number)
        counts |= {"acknowledged writes": load.acknowledged}
    told_of = f"{load.unanswered} writes unanswered, of which {load.found} were there afterwards and {load.absent} were not"
    report.tell(f"{told_of}; restarted within {percentile(killing.restarts, 0.5):.0f} ms (median)")
    report.expect("of what was in flight some was not kept", load.absent > 0, told_of)
    if not getattr(load, "is_found_by_luck", False):
        report.expect("of what was in flight some was kept", load.found > 0, told_of)
    if cluster:
        with report.timed("the database server's kill"):
            await killing.kill_database(cluster)
    wrong = await load.look(everything=True)
    report.expect("at the end everything is as acknowledged", not wrong, wrong[:5])
    site.close()


def main() -> int:
    parser = argparse.ArgumentParser(description="Kills the server under load.")
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--counter", action="store_true")
    parser.add_argument("--online", action="store_true")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--engine", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--connections", type=int, default=64)
    options = parser.parse_args()
    database = os.environ["CCHC_TEST_POSTGRES"] if options.engine == "postgres" else ""
    with tempfile.TemporaryDirectory(prefix="cchc-kill.") as temporary:
        server = Server(options.binary.resolve(), Path(temporary), database)
        cluster = Cluster(database) if database else None
        report = Report(server.engine)
        try:
            prepare = at_home if options.online else a_counter if options.counter else a_round
            asyncio.run(run(server, cluster, prepare, options.kills, options.seed, options.connections, report))
        except BaseException:
            sys.stderr.write((Path(temporary) / "server.log").read_text(errors="replace")[-4000:])
            raise
        finally:
            server.stop()
            if cluster:
                cluster.stop()
    report.tell("done")
    print(f"{report.passed} passed, {len(report.failures)} failed")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
