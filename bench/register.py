"""What a long record costs: a register of 100,000 decisions, and a matter that was at 200 meetings.

The register is made as a council's is: of 25 decisions that one page shows, 15 are officers', three single members', six Cabinet's
(five of them key: planned, noticed, open to call-in, one of them called in and confirmed) and one Council's. So any page of it costs
what a page of a real one does, of which most is to work out where each decision stands.

The goal is twice the time of an empty one, and each page is held against two: one of which there is nothing to show, as the goal
says, and one that shows as many rows, but has no more than these. The first tells what a reader waits for at the address itself:
the work of showing rows, where each decision stands being worked out from its dated facts, 25 of them, or 20 as data. The second
tells what the length of the record adds to that. Whoever asks for more rows at once (`?limit=`) waits for more.

Everybody's pages are asked for, of a council of its own, through the application as a server would call it. Only the work of the
processor is counted, in the best of some rounds, so that a busy machine does not show. The rows are written, not lived through.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from time import process_time
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "guildhall.config.settings"
os.environ["GUILDHALL_DATA"] = tempfile.mkdtemp(prefix="guildhall-bench-")
os.environ["GUILDHALL_DEMO"] = "1"

import django  # after the settings are named

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import Model  # noqa: E402
from django.test import Client  # noqa: E402

from guildhall.catalogue.everyday import roots  # noqa: E402
from guildhall.decide import models as m  # noqa: E402

DECISIONS, MEETINGS, ROUNDS = 100_000, 200, 15
ON_A_PAGE, MEETINGS_ON_A_PAGE = 25, 25
"""A record no longer than what is shown of it: as many decisions as a stretch of the register, as many meetings as one of a path."""
GOAL = 2.0
SINCE = datetime(2012, 1, 9, 18, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
REGISTER = SINCE + 2_800 * A_DAY
"""The first day of the register, after the last of the meetings, so that its newest page is a page of its own."""
A_DAYS = 50
"""So many decisions a day."""
_PILE = 5_000
WORDS = ("budget", "bins", "school", "library", "road", "park", "bridge", "harbour", "market", "licence")
BY: tuple[str, ...] = (
    *["officer"] * 15, *["individual"] * 3, "executive", *["key"] * 4, "called in", "council",
)  # fmt: skip
"""Who takes each decision of a page, and how."""
_ROOTS = {each: roots(each, "en")[0] for each in WORDS}


@dataclass(frozen=True, slots=True)
class Council:
    """Whoever decides."""

    council: m.Organization
    cabinet: m.Organization
    post: m.Post
    member: m.Person


def figures() -> Iterator[tuple[str, float, float]]:
    """Each page by its name, and how many times longer it takes than of a record with as many rows as it shows, and of an empty one."""
    call_command("migrate", verbosity=0, interactive=False)
    matter = m.Matter.objects.create(
        reference="matter/BENCH", title="Market hall", title_key="market hall", listed_on=SINCE.date(), published_at=SINCE
    )  # fmt: skip
    pages = {
        "the register of decisions": "/en/decisions",
        "the meetings that were": "/en/meetings?when=past",
        "a search in plain words": "/en/decisions-and-meetings/search?q=harbour+budget",
        "the register as data": "/open-data/records/decisions.json",
        "a matter that was at 200 meetings": "/en/matters/BENCH",
    }
    empty = {name: spent(where) for name, where in pages.items()}
    made = begin()
    meet(made, matter, range(MEETINGS_ON_A_PAGE))
    decide(made, range(ON_A_PAGE))
    short = {name: spent(where) for name, where in pages.items()}
    meet(made, matter, range(MEETINGS_ON_A_PAGE, MEETINGS))
    decide(made, range(ON_A_PAGE, DECISIONS))
    for name, where in pages.items():
        long = spent(where)
        yield name, long / short[name], long / empty[name]


def spent(where: str) -> float:
    """Seconds of the processor that a page takes, in the best of some rounds."""
    browser = Client(HTTP_HOST="localhost")
    answer = browser.get(where)
    if answer.status_code != 200:
        raise RuntimeError(where)
    return min(_once(lambda: browser.get(where)) for _ in range(ROUNDS))


def begin() -> Council:
    """Write whoever decides."""
    council, cabinet = (
        m.Organization.objects.create(reference=f"body/{code}", code=code, name=name, name_key=name.lower(), kind=kind)
        for code, name, kind in (("BENCH", "Council", "council"), ("CAB", "Cabinet", "executive"))
    )
    post = m.Post.objects.create(reference="post/BENCH", label="Head of Harbours", label_key="head of harbours")
    member = m.Person.objects.create(reference="person/BENCH", name="Ann Archer", name_key="ann archer")
    return Council(council, cabinet, post, member)


def meet(made: Council, matter: m.Matter, numbers: range) -> None:
    """Write meetings, a fortnight apart, each with the matter on its agenda and a decision on it."""
    days = {n: SINCE + timedelta(days=14 * n) for n in numbers}
    kept(
        m.Meeting(
            reference=f"meeting/BENCH-{n}",
            organization=made.council,
            day=at.date(),
            starts_at=at,
            place="Hall",
            published_at=at,
        )
        for n, at in days.items()
    )
    meetings = {each.day: each for each in m.Meeting.objects.all()}
    kept(
        m.AgendaItem(
            reference=f"item/BENCH-{n}", meeting=meetings[at.date()], matter=matter, number="1", place=1, title="Market hall",
            published_at=at,
        )
        for n, at in days.items()
    )  # fmt: skip
    items = {each.reference: each for each in m.AgendaItem.objects.select_related("matter")}
    kept(
        _decision(f"M{n}", n, at.date(), path="council", organization=made.council, item=item, matter=item.matter)
        for n, at in days.items()
        for item in (items[f"item/BENCH-{n}"],)
    )


def decide(made: Council, numbers: range) -> None:
    """Write decisions of a register, so many a day, with what was noticed of each, and each found by its words."""
    matters = {each: _matter_of(each) for each in numbers if BY[each % len(BY)] in ("key", "called in")}
    kept(matters.values())
    plan = {n: _planned(made, n, matter) for n, matter in matters.items()}
    kept(plan.values())
    rows = {n: _taken(made, n, plan.get(n)) for n in numbers}
    kept(rows.values())
    kept(each for n, row in rows.items() for each in _noticed(made, n, row))
    kept(_called_in(made, n, row) for n, row in rows.items() if BY[n % len(BY)] == "called in")
    found = {n: _findable(n) for n in numbers}
    kept(found.values())
    kept(
        m.FindableWord(findable=each, word=word, day=each.day)
        for n, each in found.items()
        for word in sorted({_ROOTS[each] for each in _title(n).lower().split()})
    )


def _taken(made: Council, number: int, planned: m.PlanEntry | None) -> m.Decision:
    by = BY[number % len(BY)]
    path = "executive" if by in ("key", "called in") else by
    deciders: dict[str, dict[str, Any]] = {
        "officer": {"post": made.post},
        "individual": {"person": made.member},
        "executive": {"organization": made.cabinet},
        "council": {"organization": made.council},
    }
    return _decision(
        str(number), number, _day(number), path=path, is_key=planned is not None, plan_entry=planned, **deciders[path],
        matter=planned.matter if planned else None, is_subject_to_call_in=path == "executive" or None,
    )  # fmt: skip


def _matter_of(number: int) -> m.Matter:
    day = _day(number) - 40 * A_DAY
    return m.Matter(
        reference=f"matter/BENCH-{number}", title=_title(number), title_key=_title(number).lower(), listed_on=day,
        published_at=_at(day),
    )  # fmt: skip


def _planned(made: Council, number: int, matter: m.Matter) -> m.PlanEntry:
    return m.PlanEntry(
        reference=f"plan/BENCH-{number}", matter=matter, organization=made.cabinet, due_from=_day(number),
        due_until=_day(number), is_key=True, published_at=_at(_day(number) - 40 * A_DAY),
    )  # fmt: skip


def _noticed(made: Council, number: int, row: m.Decision) -> Iterator[m.Notice]:
    """The notice of a decision of the executive, and of a key one that it would be taken."""
    if row.path in ("executive", "individual"):
        yield m.Notice(
            reference=f"notice/BENCH-{number}", kind="decision", decision=row, published_at=_at(_day(number) + A_DAY)
        )
    if row.plan_entry is not None:
        yield m.Notice(
            reference=f"notice/BENCH-{number}-key", kind="key-decision", plan_entry=row.plan_entry,
            published_at=_at(_day(number) - 40 * A_DAY),
        )  # fmt: skip


def _called_in(made: Council, number: int, row: m.Decision) -> m.CallIn:
    asked = _at(_day(number) + 3 * A_DAY)
    return m.CallIn(
        reference=f"call-in/BENCH-{number}", decision=row, grounds="It was not costed", requested_at=asked, validated_at=asked,
        valid=True, outcome="confirmed", outcome_on=_day(number) + 10 * A_DAY, published_at=asked,
    )  # fmt: skip


def _findable(number: int) -> m.Findable:
    return m.Findable(subject=f"decision/BENCH-{number}", kind="decision", title=_title(number), day=_day(number))


def kept(rows: Iterable[Model]) -> None:
    """Keep rows, a pile at a time."""
    waiting = iter(rows)
    while pile := list(islice(waiting, _PILE)):
        type(pile[0])._default_manager.bulk_create(pile)


def _decision(key: str, number: int, day: date, **told: Any) -> m.Decision:
    return m.Decision(
        reference=f"decision/BENCH-{key}", outcome="resolved", title=_title(number), taken_on=day, listed_on=day,
        published_at=_at(day + A_DAY), reasons="None", options_rejected="None", conflicts="None", **told,
    )  # fmt: skip


def _title(number: int) -> str:
    """Three words, by which the first page of the register is found as a whole, and of the others a few each."""
    if number < ON_A_PAGE:
        return f"Harbour Budget {WORDS[number % 10].title()}"
    return f"{WORDS[number % 10]} {WORDS[number // 10 % 10]} {WORDS[number // 100 % 10]}".title()


def _day(number: int) -> date:
    return (REGISTER + number // A_DAYS * A_DAY).date()


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)


def _once(act: Callable[[], object]) -> float:
    began = process_time()
    act()
    return process_time() - began


if __name__ == "__main__":
    for name, times, beside_none in figures():
        said, by_the_letter = ("kept" if each <= GOAL else "MISSED" for each in (times, beside_none))
        print(f"record: {name}, to one of as many rows as it shows: {times:.2f} times, goal {GOAL:.2f} times  {said}")
        print(
            f"record: {name}, to an empty one, the goal's letter: {beside_none:.2f} times, goal {GOAL:.2f} times  {by_the_letter}"
        )
