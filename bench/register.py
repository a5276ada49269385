"""What a long record costs: a register of 100,000 decisions, and a matter that was at 200 meetings.

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
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from time import process_time

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
ON_A_PAGE, MEETINGS_ON_A_PAGE = 25, 30
"""A record no longer than what is shown of it: as many decisions as a stretch of the register, as many meetings as one of a path."""
GOAL = 2.0
SINCE = datetime(2016, 1, 4, 18, 0, tzinfo=UTC)
_PILE = 5_000
WORDS = ("budget", "bins", "school", "library", "road", "park", "bridge", "harbour", "market", "licence")


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
    body = m.Organization.objects.create(reference="body/BENCH", code="BENCH", name="Council", name_key="council")
    meet(body, matter, range(MEETINGS_ON_A_PAGE))
    decide(body, range(ON_A_PAGE))
    short = {name: spent(where) for name, where in pages.items()}
    meet(body, matter, range(MEETINGS_ON_A_PAGE, MEETINGS))
    decide(body, range(ON_A_PAGE, DECISIONS))
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


def meet(body: m.Organization, matter: m.Matter, numbers: range) -> None:
    """Write meetings, a fortnight apart, each with the matter on its agenda and a decision on it."""
    days = {n: SINCE + timedelta(days=14 * n) for n in numbers}
    kept(
        m.Meeting(
            reference=f"meeting/BENCH-{n}",
            organization=body,
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
    kept(_decision(f"M{n}", n, body, at.date(), items[f"item/BENCH-{n}"]) for n, at in days.items())


def decide(body: m.Organization, numbers: range) -> None:
    """Write decisions, forty a day, each found by its words."""
    kept(_decision(str(n), n, body, SINCE.date() + timedelta(days=n // 40)) for n in numbers)
    kept(
        m.Findable(
            subject=f"decision/BENCH-{n}", kind="decision", title=_title(n), day=SINCE.date() + timedelta(days=n // 40)
        )
        for n in numbers
    )
    found = m.Findable.objects.filter(subject__in=[f"decision/BENCH-{numbers.start}"]).get().pk
    kept(
        m.FindableWord(findable_id=key, word=word, day=SINCE.date() + timedelta(days=n // 40))
        for n, key in zip(
            numbers, m.Findable.objects.filter(pk__gte=found).order_by("id").values_list("id", flat=True), strict=True
        )
        for word in sorted({roots(each, "en")[0] for each in _title(n).lower().split()})
    )


def kept(rows: Iterable[Model]) -> None:
    """Keep rows, a pile at a time."""
    waiting = iter(rows)
    while pile := list(islice(waiting, _PILE)):
        type(pile[0])._default_manager.bulk_create(pile)


def _decision(key: str, number: int, body: m.Organization, day: date, item: m.AgendaItem | None = None) -> m.Decision:
    return m.Decision(
        reference=f"decision/BENCH-{key}", organization=body, item=item, matter=item.matter if item else None,
        path="council", outcome="resolved", title=_title(number), taken_on=day, listed_on=day, published_at=SINCE,
        reasons="None", options_rejected="None", conflicts="None",
    )  # fmt: skip


def _title(number: int) -> str:
    return f"{WORDS[number % 10]} {WORDS[number // 10 % 10]} {WORDS[number // 100 % 10]}".title()


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
