"""Which service somebody means, from their own words or from the list's numbers."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from guildhall import catalogue
from guildhall.catalogue.everyday import Everyday, everyday
from guildhall.catalogue.finder import Finder
from guildhall.kernel.model import words
from guildhall.serve import editions
from guildhall.serve.editions import Live

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
    found = _finder(tuple(each.hash for each in editions.live()), language).find(sentence, MOST)
    return tuple(by_id[each.service] for each in found if each.service in by_id)


@lru_cache(maxsize=4)
def _finder(_hashes: tuple[str, ...], language: str) -> Finder:
    spoken = {each: _everyday(each) for each in dict.fromkeys((language, "en"))}
    return Finder([each.service for each in editions.live()], language, spoken)


@cache
def _everyday(language: str) -> Everyday:
    """The words that mean the same in everyday speech; where the file of them is missing, none."""
    listed = files(catalogue) / catalogue.EVERYDAY_WORDS
    return everyday(listed.read_text(encoding="utf-8"), language) if listed.is_file() else Everyday()


def _title(each: Live) -> str:
    return words(each.service.title, "en")
