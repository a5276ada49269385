"""The services that a desk offers, numbered; and which of them somebody means, by its number or in their own words."""

from dataclasses import dataclass

from guildhall.kernel.model import words
from guildhall.serve.publishing import editions, finding
from guildhall.serve.publishing.editions import Live

MOST = 5


@dataclass(frozen=True, slots=True)
class Offered:
    """A service in the list: its number, by which it is chosen with the keyboard, and its titles."""

    number: int
    id: str
    title: str
    spoken: str
    summary: str


def offered(*, channel: str, language: str) -> tuple[Offered, ...]:
    """Every service that is open on a channel, by title. The numbers stay while no service comes or goes."""
    open_here = [each for each in editions.live() if channel in each.service.channels.offered()]
    open_here.sort(key=_title)
    return tuple(
        Offered(
            number,
            each.id,
            _title(each),
            words(each.service.title, language),
            words(each.service.summary, "en") if each.service.summary else "",
        )
        for number, each in enumerate(open_here, 1)
    )


def meant(*, sentence: str, channel: str, language: str) -> tuple[Offered, ...]:
    """The services a sentence may mean, the likeliest first; or the one whose number was typed."""
    listed = offered(channel=channel, language=language)
    if sentence.strip().isdecimal():
        return tuple(each for each in listed if str(each.number) == sentence.strip())
    by_id = {each.id: each for each in listed}
    found = finding.meant(sentence=sentence, language=language, channel=channel, most=MOST)
    return tuple(by_id[each.id] for each in found)


def _title(each: Live) -> str:
    return words(each.service.title, "en")
