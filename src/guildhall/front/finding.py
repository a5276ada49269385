"""Finding a service from what somebody says, among those in force now. Made once for each set of them; no SQL."""

from functools import lru_cache
from importlib.resources import files

from guildhall import catalogue
from guildhall.catalogue.everyday import Everyday, everyday
from guildhall.catalogue.finder import Finder
from guildhall.kernel.service import Service
from guildhall.serve.door import live

SHOWN = 6


def found(*, sentence: str, language: str) -> tuple[Service, ...]:
    """The services that a sentence may mean, the likeliest first."""
    in_force = {each.id: each.service for each in live()}
    finder = _finder(tuple((each.id, each.hash) for each in live()), language)
    return tuple(in_force[each.service] for each in finder.find(sentence, SHOWN) if each.service in in_force)


@lru_cache(maxsize=4)
def _finder(editions: tuple[tuple[str, str], ...], language: str) -> Finder:
    services = [each.service for each in live() if (each.id, each.hash) in editions]
    return Finder(services, language, _words())


@lru_cache(maxsize=1)
def _words() -> dict[str, Everyday]:
    text = files("guildhall.catalogue").joinpath(catalogue.EVERYDAY_WORDS).read_text(encoding="utf-8")
    return {language: everyday(text, language) for language in ("en", "cy")}
