"""The demo council's places of help, brought in as any council brings in its own; and a day of appointments at its counter."""

from datetime import datetime, timedelta
from importlib.resources import files

from guildhall.estate.door import Onlooker
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor
from guildhall.people.door import search_for, understood
from guildhall.serve.places import post
from guildhall.serve.places.appointments import book, times
from guildhall.serve.places.command import read_yaml
from guildhall.serve.places.expected import Purpose, Whom
from guildhall.serve.places.keeping import keep
from guildhall.serve.places.known import place

_HOUSE = Actor("system")
_EXPECTED: tuple[tuple[str, Purpose], ...] = (
    ("Vera Lind", Purpose()),
    ("Piotr Wolski", Purpose(need="interpreter", spoken="pl")),
    ("Sam Okafor", Purpose(need="bsl")),
)
"""Who comes to the counter, and what they need there."""


def open_places(*, at: datetime) -> None:
    """Make whatever is missing of the places. Saying it again changes nothing."""
    told = files("guildhall.serve.demo").joinpath("places.yaml").read_text(encoding="utf-8")
    keep(records=read_yaml(told).records, source="", actor=_HOUSE, at=at)


def expect_people(*, until: datetime) -> None:
    """Some who are expected at the Guildhall, and somebody whose letters wait at the library."""
    guildhall, library = (place(slug=slug, at=until) for slug in ("the-guildhall", "westmere-library"))
    for called, purpose in _EXPECTED:
        soonest = times(
            place=guildhall, purpose=purpose, since=local(until).date() + timedelta(days=1), at=until, days=1
        )
        whom = Whom(called=called, language="en")
        book(
            place=guildhall,
            starts_at=soonest[0][1][2][0],
            whom=whom,
            purpose=purpose,
            channel="phone",
            actor=_HOUSE,
            at=until,
        )
    found, _ = search_for(sought=understood(text="stanley fern"), onlooker=Onlooker("account/1", people=True))
    for each in found[:1]:
        held = post.hold(party=each.reference, place=library, actor=_HOUSE, at=until - timedelta(days=3))
        post.came(holding=held.id, place=library, language="en", actor=_HOUSE, at=until - timedelta(days=1))
