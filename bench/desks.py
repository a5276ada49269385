"""What the desks cost where a council runs for real: PostgreSQL, 200,000 people, a million cases, sixteen users, two cores.

The cases are copies of those that the demo council lived through, with people, dates and references of their own; one in twenty is
open. All that lies in their files is copied with them, as ``bench.filling.cases`` says. The server is the one that `make run`
starts, with as many workers as there are cores, which they share with the database and with those who ask. The sixteen users are
asked for twice: each reads a page for a second before the next, as nobody could for long; and each asks without a pause, which no
person does, but a goal that is kept so is kept always. Each page is asked for at three sizes, ten times apart, and the same is sought
at each: how much its median grew, for one user alone, stands beside what a logarithm would allow.

The last whole run, on a quiet machine: with a second's reading person search came in 45 ms, the worklist in 30, a case page in 74
and the one view in 133; without a pause none kept the goal (217 to 712). No page grew beyond a logarithm but the search for a name
that hardly anybody has: 1.67 times, and 1.50 would be.
"""

import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

from bench.filling.cases import Cases
from bench.filling.people import FIRST, LAST, fill, said
from bench.filling.rows import Rows
from bench.serving import served, show
from setup import cluster

SIZES = ((2_000, 10_000), (20_000, 100_000), (200_000, 1_000_000))
"""People and cases."""
USERS, TURNS, ALONE = 16, 12, 25
MOST = 0.150
"""Seconds within which nineteen pages of twenty are to come."""
PAGES = ("person search", "worklist", "case page", "one view")
COMMON, RARE = "person search, a name that many have", "person search, a name that hardly anybody has"


def main() -> None:
    """Fill a council, size by size, and print each figure beside its goal."""
    with tempfile.TemporaryDirectory(prefix="guildhall-bench-") as folder, cluster.running() as address:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "guildhall.config.settings",
            "GUILDHALL_DATA": folder,
            "GUILDHALL_DEMO": "1",
            "GUILDHALL_DATABASE_URL": address,
        }
        guildhall = Path(sys.executable).with_name("guildhall")
        subprocess.run([guildhall, "prepare"], check=True, stdout=subprocess.DEVNULL)
        import_module("django").setup()
        council, alone = Council(), {page: list[float]() for page in (COMMON, RARE, *PAGES[1:])}
        with served(os.environ, workers=os.cpu_count() or 2) as server:
            server.answered("/en")
            for people, cases in SIZES:
                council.grow(people, cases)
                work = council.work(server.port)
                for page, medians in alone.items():
                    medians.append(statistics.median(work.alone(page)))
            for pause, manner in ((1.0, "reading a second between pages"), (0.0, "without a pause")):
                for page in PAGES:
                    spent = sorted(work.together(page, pause))
                    show(
                        f"{page}, {USERS} users, {manner}: 95 % in",
                        spent[int(len(spent) * 0.95)] * 1000,
                        "ms",
                        MOST * 1000,
                    )
        allowed = math.log(SIZES[-1][1]) / math.log(SIZES[0][1])
        for page, medians in alone.items():
            show(
                f"{page}: growth from {SIZES[0][1]:,} cases to {SIZES[-1][1]:,}", medians[-1] / medians[0], "x", allowed
            )


class Council:
    """A council that grows. What stands in it already is never made again."""

    def __init__(self) -> None:
        self.people = self.cases = 0
        self.random = random.Random(7)
        self.rows = Rows()
        self.files = Cases(self.rows, datetime.now(UTC))
        said(self.rows)

    def grow(self, people: int, cases: int) -> None:
        """Grow to this many people and cases."""
        fill(self.rows, self.people, people)
        self.files.fill(self.cases, cases, people, self.random)
        self.people, self.cases = people, cases
        self.rows.cursor.execute("ANALYZE")

    def work(self, port: int) -> "Work":
        """What people do at the desks, as this council now is."""
        chosen = "SELECT reference, customer FROM bench_case ORDER BY md5(n::text) LIMIT 400"
        self.rows.cursor.execute(chosen)
        opened = self.rows.cursor.fetchall()
        return Work(port, [case for case, _ in opened], sorted({person for _, person in opened}), random.Random(11))


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at a desk, logged in, on a connection that stays open."""

    connection: HTTPConnection
    cookies: str
    token: str

    def ask(self, path: str, form: dict[str, str] | None = None) -> float:
        """Seconds that a page took. A page that is not one ends the bench."""
        headers = {"Cookie": self.cookies, "Accept-Encoding": "gzip"}
        body = None
        if form is not None:
            body = urlencode(form | {"csrfmiddlewaretoken": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request("GET" if body is None else "POST", path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        spent = time.perf_counter() - began
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}")
        return spent


class Work:
    """What is asked for at the desks."""

    def __init__(self, port: int, cases: Sequence[str], people: Sequence[str], chance: random.Random) -> None:
        self.port, self.cases, self.people, self.chance = port, cases, people, chance
        self.users = [self._user() for _ in range(USERS)]

    def alone(self, page: str) -> list[float]:
        """Seconds of each page, for one user; the first few, which warm up, do not count."""
        return [self._once(self.users[0], page) for _ in range(ALONE + 5)][5:]

    def together(self, page: str, pause: float) -> list[float]:
        """Seconds of each page, for all users at once, each of whom reads for ``pause`` seconds before the next."""

        def turns(number: int) -> list[float]:
            time.sleep(pause * number / USERS)
            spent = []
            for _ in range(TURNS):
                spent.append(self._once(self.users[number], page))
                time.sleep(pause)
            return spent[2:]

        with ThreadPoolExecutor(USERS) as pool:
            return [spent for each in pool.map(turns, range(USERS)) for spent in each]

    def _once(self, user: User, page: str) -> float:
        match page:
            case "person search":
                return self._once(user, self.chance.choice((COMMON, RARE)))
            case _ if page in {COMMON, RARE}:
                typed = f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"
                # What hardly anybody is called is also sought by how it begins, and how it sounds.
                rare = f" {self.chance.randrange(SIZES[0][0])}" if page == RARE else ""
                return user.ask("/desk/people", {"typed": typed + rare})
            case "worklist":
                return user.ask("/desk/cases")
            case "one view":
                return user.ask(f"/desk/people/{self.chance.choice(self.people).removeprefix('party/')}")
            case _:
                return user.ask(f"/desk/cases/{self.chance.choice(self.cases)}")

    def _user(self) -> User:
        client = import_module("django.test").Client(HTTP_HOST=f"localhost:{self.port}")
        accounts = import_module("guildhall.estate.models").Account
        client.force_login(
            accounts.objects.get(email=import_module("guildhall.serve.demo.council").told()["staff"][1]["email"])
        )
        client.get("/desk/people")
        held: SimpleCookie = client.cookies
        cookies = "; ".join(f"{name}={each.value}" for name, each in held.items())
        return User(HTTPConnection("localhost", self.port, timeout=60), cookies, held["csrftoken"].value)


main()
