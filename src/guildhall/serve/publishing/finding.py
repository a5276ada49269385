"""Which service somebody means, from their own words, among those in force now. Made once for each set of them; no SQL."""

from functools import cache, lru_cache
from importlib.resources import files

from guildhall import catalogue
from guildhall.catalogue.everyday import Everyday, everyday
from guildhall.catalogue.finder import Finder
from guildhall.serve.publishing import editions
from guildhall.serve.publishing.editions import Live


def meant(*, sentence: str, language: str, most: int, channel: str | None = None) -> tuple[Live, ...]:
    """The services that a sentence may mean, the likeliest first; with a ``channel``, only those that are open on it."""
    in_force = {each.id: each for each in editions.live()}
    finder = _finder(tuple(each.hash for each in in_force.values()), language)
    found = [in_force[each.service] for each in finder.find(sentence, len(in_force)) if each.service in in_force]
    return tuple(each for each in found if channel is None or channel in each.service.channels.offered())[:most]


@lru_cache(maxsize=4)
def _finder(hashes: tuple[str, ...], language: str) -> Finder:
    return Finder([editions.of_hash(edition=each).service for each in hashes], language, _words())


@cache
def _words() -> dict[str, Everyday]:
    """The words that mean the same in everyday speech, by language."""
    text = files(catalogue).joinpath(catalogue.EVERYDAY_WORDS).read_text(encoding="utf-8")
    return {language: everyday(text, language) for language in ("en", "cy")}
