"""What the desks cost where a council runs for real: PostgreSQL, 200,000 people, a million cases, sixteen users, two cores.

The cases are copies of those that the demo council lived through, with people, dates and references of their own; one in twenty is
open. One in ten has all that lies in its file (answers, events, messages, notes), and only those are opened: a page costs what its own
file holds, whatever lies in others. The server is the one that `make run` starts, with as many workers as there are cores, which they
share with the database and with those who ask. The sixteen users are asked for twice: each reads a page for a second before the next,
as nobody could for long; and each asks without a pause, which no person does, but a goal that is kept so is kept always. Each page is
asked for at three sizes, ten times apart: how much its median grew, for one user alone, stands beside what a logarithm would allow.
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
from typing import Any
from urllib.parse import urlencode

from bench.serving import served, show
from setup import cluster

SIZES = ((2_000, 10_000), (20_000, 100_000), (200_000, 1_000_000))
"""People and cases."""
USERS, TURNS, ALONE = 16, 12, 25
MOST = 0.150
"""Seconds within which nineteen pages of twenty are to come."""
FIRST = [
    "Vera",
    "Dai",
    "Grace",
    "Ken",
    "Amir",
    "Siân",
    "Owen",
    "Asha",
    "Tom",
    "Nia",
    "Ruth",
    "Joan",
    "Peter",
    "Mary",
    "Elin",
    "Huw",
    "Zofia",
    "Ravi",
    "Femi",
    "Lola",
]
LAST = [
    "Lind",
    "Morgan",
    "Baxter",
    "Harrow",
    "Pell",
    "Brandt",
    "Shaw",
    "Moss",
    "Price",
    "Reid",
    "Nowak",
    "Khan",
    "Obi",
    "Vaughan",
    "Hale",
    "Frost",
    "Penn",
    "Dale",
    "Ash",
    "Coyle",
]
PAGES = ("person search", "worklist", "case page", "one view")


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
        council, alone = Council(), {page: list[float]() for page in PAGES}
        with served(os.environ, workers=os.cpu_count() or 2) as server:
            server.answered("/en")
            for people, cases in SIZES:
                council.grow(people, cases)
                work = council.work(server.port)
                for page in PAGES:
                    alone[page].append(statistics.median(work.alone(page)))
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
        connection = import_module("django.db").connection
        self.cursor = connection.cursor()
        # Whatever is copied refers to what is there: nobody need look again at each of a million rows.
        self.cursor.execute("SET session_replication_role = replica")
        self.models = import_module("guildhall.serve.models")
        self.parties = import_module("guildhall.people.models")
        self.ledger = import_module("guildhall.ledger.models")
        self.began = datetime.now(UTC)
        self._words()
        self.cursor.execute(
            "CREATE TABLE bench_sample AS SELECT row_number() OVER (ORDER BY id) - 1 AS k, id, reference, journey_id FROM serve_case"
        )

    def grow(self, people: int, cases: int) -> None:
        """Grow to this many people and cases."""
        self._people(self.people, people)
        self._cases(self.cases, cases, people)
        self.people, self.cases = people, cases
        self.cursor.execute("ANALYZE")

    def work(self, port: int) -> "Work":
        """What people do at the desks, as this council now is."""
        self.cursor.execute("SELECT reference FROM bench_case WHERE mod(n, 10) = 0 ORDER BY md5(n::text) LIMIT 400")
        cases = [reference for (reference,) in self.cursor.fetchall()]
        self.cursor.execute("SELECT DISTINCT customer FROM serve_case WHERE reference = ANY(%s)", [cases])
        return Work(port, cases, [customer for (customer,) in self.cursor.fetchall()], self.random)

    def _words(self) -> None:
        """Every word of a name, as it is searched."""
        words_of = import_module("guildhall.people.naming").words_of
        self.cursor.execute("CREATE TABLE bench_word (said text, word text, start text, sound text)")
        for said in {*FIRST, *LAST}:
            for each in words_of(said):
                self.cursor.execute(
                    "INSERT INTO bench_word VALUES (%s, %s, %s, %s)", [said, each.word, each.start, each.sound]
                )

    def _people(self, since: int, until: int) -> None:
        """People, each with a name of two words and a number, a telephone number and a home."""
        self.cursor.execute("DROP TABLE IF EXISTS bench_person")
        self.cursor.execute(
            """CREATE TABLE bench_person AS SELECT n, md5('p' || n)::uuid AS id,
               (%s::text[])[1 + floor(power(random(), 2) * %s)::int] AS first,
               (%s::text[])[1 + floor(power(random(), 2) * %s)::int] AS last
               FROM generate_series(%s, %s) n""",
            [FIRST, len(FIRST), LAST, len(LAST), since, until - 1],
        )
        party, kinds = "bench_person b", self.parties
        self._add(kinds.Party, party, id="b.id", kind="'person'", name="b.first || ' ' || b.last || ' ' || b.n")
        self._add(
            kinds.ContactPoint,
            party,
            party_id="b.id",
            kind="'phone'",
            value="'07700 ' || b.n",
            found_by="'+447' || lpad(b.n::text, 9, '0')",
        )
        self._add(
            kinds.Residence,
            party,
            party_id="b.id",
            kind="'fixed'",
            line1="(mod(b.n, 90) + 1) || ' Bench Row'",
            found_by="(mod(b.n, 90) + 1) || ' bench row'",
            postcode="'ZZ' || (mod(b.n, 90) + 1) || ' ' || (mod(b.n, 9) + 1) || 'AA'",
        )
        named = "bench_person b JOIN bench_word w ON w.said IN (b.first, b.last)"
        self._add(kinds.NameWord, named, party_id="b.id", word="w.word", start="w.start", sound="w.sound")
        self._add(kinds.NameWord, party, party_id="b.id", word="b.n::text", start="left(b.n::text, 3)", sound="''")

    def _cases(self, since: int, until: int, people: int) -> None:
        """Cases over three years, copied from those that the demo council lived through."""
        new_reference = import_module("guildhall.estate.references").new_reference
        self.cursor.execute("CREATE TABLE IF NOT EXISTS bench_reference (n int, reference text)")
        known: set[str] = set()
        while len(known) < until - since:
            known.add(new_reference(self.random, length=12))
        with self.cursor.copy("COPY bench_reference FROM STDIN") as rows:
            for n, reference in enumerate(sorted(known), since):
                rows.write_row((n, reference))
        self.cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_case (n int, reference text, sample int, old text, was uuid, journey uuid, at timestamptz)"
        )
        self.cursor.execute(
            """INSERT INTO bench_case SELECT r.n, r.reference, s.id, s.reference, s.journey_id, md5('j' || r.n)::uuid,
               %s - (r.n %% 1095) * interval '1 day' - (r.n %% 61) * interval '9 minutes'
               FROM bench_reference r JOIN bench_sample s ON s.k = r.n %% (SELECT count(*) FROM bench_sample) WHERE r.n >= %s""",
            [self.began, since],
        )
        models = self.models
        copied = f"bench_case b JOIN {{}} s ON s.{{}} WHERE b.n >= {since}"
        self._copy(
            models.Journey,
            copied.format("serve_journey", "id = b.was"),
            id="b.journey",
            resume_code="'b' || b.n",
            begun_at="b.at",
        )
        self._copy(
            models.Case,
            copied.format("serve_case", "id = b.sample"),
            reference="b.reference",
            journey_id="b.journey",
            customer=f"'party/' || replace(md5('p' || mod(b.n, {people}))::uuid::text, '-', '')",
            opened_at="b.at",
            received_on="b.at::date",
            due_on="b.at::date + 5",
            earliest_on="b.at::date + 5",
            matter="''",
            closed_at="CASE WHEN mod(b.n, 20) = 0 THEN NULL ELSE b.at + interval '2 days' END",
        )
        whole = f"WHERE mod(b.n, 10) = 0 AND b.n >= {since}"
        file = f"bench_case b JOIN serve_case c ON c.reference = b.reference JOIN {{}} s ON s.{{}} {whole}"
        self._copy(models.Answer, file.format("serve_answer", "journey_id = b.was"), journey_id="b.journey")
        self._copy(models.Closure, file.format("serve_closure", "case_id = b.sample"), case_id="c.id")
        self._copy(models.Note, file.format("serve_note", "case_id = b.sample"), case_id="c.id")
        self._copy(models.Message, file.format("serve_message", "case_id = b.sample"), case_id="c.id", task_id="NULL")
        self._copy(
            self.ledger.Event,
            file.format("ledger_event", "subject = 'case/' || b.old"),
            id="md5(s.id::text || b.n)::uuid",
            subject="'case/' || b.reference",
        )

    def _copy(self, model: Any, source: str, **said: str) -> None:
        """Copies of rows ``s``, but for the columns that are said."""
        self._insert(model, source, {each.column: f's."{each.column}"' for each in _columns(model)} | said, [])

    def _add(self, model: Any, source: str, **said: str) -> None:
        """New rows: what is not said is as the model has it by default."""
        defaults = {each.column: each.get_default() for each in _columns(model) if each.column not in said}
        self._insert(model, source, dict.fromkeys(defaults, "%s") | said, list(defaults.values()))

    def _insert(self, model: Any, source: str, columns: dict[str, str], held: Sequence[Any]) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(columns.values())
        words = f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} FROM {source}"
        self.cursor.execute(words, list(held))


def _columns(model: Any) -> list[Any]:
    automatic = import_module("django.db.models").AutoField
    return [each for each in model._meta.concrete_fields if not isinstance(each, automatic)]


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
                return user.ask("/desk/people", {"typed": f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"})
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
