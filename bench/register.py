"""What a long record costs beside an empty one: a register of 100,000 decisions, and a matter that was at 200 meetings.

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
GOAL = 2.0
SINCE = datetime(2016, 1, 4, 18, 0, tzinfo=UTC)
_PILE = 5_000
WORDS = ("budget", "bins", "school", "library", "road", "park", "bridge", "harbour", "market", "licence")


def figures() -> Iterator[tuple[str, float]]:
    """Each page by its name, and how many times longer it takes than when there was nothing to show."""
    call_command("migrate", verbosity=0, interactive=False)
    matter = m.Matter.objects.create(
        reference="matter/BENCH", title="Market hall", title_key="market hall", listed_on=SINCE.date(), published_at=SINCE
    )  # fmt: skip
    pages = {
        "the register of decisions": "/en/decisions",
        "the meetings that were": "/en/meetings?when=past",
        "a search in plain words": "/en/decisions-and-meetings/search?q=harbour+bridge",
        "the register as data": "/open-data/records/decisions.json",
        "a matter that was at 200 meetings": "/en/matters/BENCH",
    }
    empty = {name: spent(where) for name, where in pages.items()}
    fill(matter)
    for name, where in pages.items():
        yield name, spent(where) / empty[name]


def spent(where: str) -> float:
    """Seconds of the processor that a page takes, in the best of some rounds."""
    browser = Client(HTTP_HOST="localhost")
    answer = browser.get(where)
    if answer.status_code != 200:
        raise RuntimeError(where)
    return min(_once(lambda: browser.get(where)) for _ in range(ROUNDS))


def fill(matter: m.Matter) -> None:
    """Write the record: one matter at many meetings, and many decisions, each found by its words."""
    body = m.Organization.objects.create(reference="body/BENCH", code="BENCH", name="Council", name_key="council")
    days = [SINCE + timedelta(days=14 * n) for n in range(MEETINGS)]
    kept(
        m.Meeting(
            reference=f"meeting/BENCH-{n}",
            organization=body,
            day=at.date(),
            starts_at=at,
            place="Hall",
            published_at=at,
        )
        for n, at in enumerate(days)
    )
    kept(
        m.AgendaItem(
            reference=f"item/BENCH-{meeting.pk}", meeting=meeting, matter=matter, number="1", place=1, title="Market hall",
            published_at=meeting.published_at,
        )
        for meeting in m.Meeting.objects.all()
    )  # fmt: skip
    items = list(m.AgendaItem.objects.order_by("id").select_related("meeting"))
    kept(_decision(n, body, items[n].meeting.day, items[n], matter) for n in range(MEETINGS))
    kept(_decision(n, body, SINCE.date() + timedelta(days=n // 40)) for n in range(MEETINGS, DECISIONS))
    kept(
        m.Findable(subject=f"decision/BENCH-{n}", kind="decision", title=_title(n), day=SINCE.date())
        for n in range(DECISIONS)
    )
    kept(
        m.FindableWord(findable_id=key, word=word, day=SINCE.date())
        for n, key in enumerate(m.Findable.objects.order_by("id").values_list("id", flat=True))
        for word in sorted({roots(each, "en")[0] for each in _title(n).lower().split()})
    )


def kept(rows: Iterable[Model]) -> None:
    """Keep rows, a pile at a time."""
    waiting = iter(rows)
    while pile := list(islice(waiting, _PILE)):
        type(pile[0])._default_manager.bulk_create(pile)


def _decision(
    number: int,
    body: m.Organization,
    day: date | None,
    item: m.AgendaItem | None = None,
    matter: m.Matter | None = None,
) -> m.Decision:
    on = day or SINCE.date()
    return m.Decision(
        reference=f"decision/BENCH-{number}", organization=body, item=item, matter=matter, path="council", outcome="resolved",
        title=_title(number), taken_on=on, listed_on=on, published_at=SINCE,
    )  # fmt: skip


def _title(number: int) -> str:
    return f"{WORDS[number % 10]} {WORDS[number // 10 % 10]} {WORDS[number // 100 % 10]}".title()


def _once(act: Callable[[], object]) -> float:
    began = process_time()
    act()
    return process_time() - began


if __name__ == "__main__":
    for name, times in figures():
        said = "kept" if times <= GOAL else "MISSED"
        print(f"record: {name}, to the same page of an empty record: {times:.2f} times, goal {GOAL:.2f} times  {said}")
