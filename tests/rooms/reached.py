"""A council of which one ward brings fewer contacts than its people need, or none does: as events, as worked out, and on its page."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from lxml.html import HtmlElement, fromstring
from tests.rooms.deskwork import Clerk

from guildhall.kernel.clocks import add_months
from guildhall.ledger.door import Actor, Value, record
from guildhall.serve.demo import year
from guildhall.understand.models import Look, Round
from guildhall.understand.reaching import Came, keep, reached, wards_of
from guildhall.understand.surveying import surveyed

WAYS = ("web", "phone", "counter", "paper")
LEFT_OUT = "docks"
"""The ward of which many do not come, as in the demo council's year."""
_SERVICES: Mapping[str, int] = {"missed-bin": 15, "street-problem": 8, "assisted-bin": 1}
"""How often a thousand people need a service, where need is as everywhere."""
_SHARES: Mapping[str, float] = {"web": 0.5, "phone": 0.3, "counter": 0.15, "paper": 0.05}


def counts(*, come: float) -> Iterator[tuple[str, str, str, int]]:
    """The contacts by service, ward and way in: as many as are needed, of the ward left out a part."""
    for service, often in _SERVICES.items():
        for ward, here in year.told()["wards"].items():
            needed = here["people"] / 1000 * here["need"] * often * (come if ward == LEFT_OUT else 1.0)
            for channel, share in _SHARES.items():
                yield service, ward, channel, round(needed * share)


def tell(until: datetime, *, come: float) -> None:
    """Record the openings of as many cases, spread over a year before a moment and over the hours from 1am to 11pm."""
    number = 0
    for service, ward, channel, count in counts(come=come):
        for _ in range(count):
            number += 1
            at = until.replace(hour=1) - timedelta(days=40 + number * 7 % 300) + timedelta(hours=number * 5 % 22)
            told: dict[str, Value] = {
                "service": service,
                "channel": channel,
                "ward": ward,
                "journey": f"journey/{number}",
            }
            record(subject=f"case/{number}", type="case.opened", actor=Actor("resident"), at=at, data=told)


def worked_out(at: datetime) -> None:
    """What pages show, of a year in which one ward was left out, as if events of it had been carried."""
    known, came = surveyed(), Came()
    assert known is not None
    for service, ward, channel, count in counts(come=0.45):
        came.all[service, ward][channel] += count
        came.open[service, ward][channel] += count * 3 // 5 if channel == "web" else count
        came.contacts += count
    until = at.date().replace(day=1) - timedelta(days=1)
    found = Look(
        first_day=add_months(until + timedelta(days=1), -12),
        last_day=until,
        definition="",
        source=known.source,
        high=known.outlines.high if known.outlines else 0,
        unplaced=3,
        round=Round.objects.create(began_at=at, ended_at=at, through=at),
        made_at=at,
    )
    keep(found, tuple(wards_of(known)), tuple(reached(known, dict.fromkeys(_SERVICES, WAYS), came)))


def page(officer: Clerk, service: str = "") -> HtmlElement:
    """The officers' page, of a service or of any."""
    return fromstring(officer.open(f"/desk/reach{f'?service={service}' if service else ''}").source)


def said(part: HtmlElement) -> str:
    """The words of a part of a page."""
    return " ".join(part.text_content().split())


def rows(shown: HtmlElement) -> dict[str, list[str]]:
    """The first table, by ward: what it says, contacts, expected, of 100 expected."""
    told = shown.xpath("(//main//table)[1]/tbody/tr")
    return {said(each.find("th")): [said(cell) for cell in each.findall("td")][1:] for each in told}


def flagged(shown: HtmlElement) -> set[str]:
    """The wards of which the page says that fewer came than chance explains."""
    return {ward for ward, cells in rows(shown).items() if cells[0] == "Fewer than chance explains"}
