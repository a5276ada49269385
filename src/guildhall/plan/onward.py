"""Where the page of a commitment leads that a room above keeps. That room says so when it starts; plan looks back, and knows none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Address = Callable[[str, str, str], str]
"""Where a page stands: of a language, the key of a strategy and the code of a commitment."""


@dataclass(frozen=True, slots=True)
class Onward:
    """A page about a commitment: what leads to it is called, in each language, and where it stands."""

    name: Mapping[str, str]
    address: Address


_offered: dict[str, Onward] = {}


def lead_on(*, to: str, name: Mapping[str, str], address: Address) -> None:
    """Let the page of every commitment lead to a page of a room above; ``to`` is one word for it. Said again, the last stands."""
    _offered[to] = Onward(name, address)


def onward(lang: str, key: str, code: str) -> list[tuple[str, str]]:
    """Where the page of a commitment leads: addresses, and what they are called."""
    return [(each.address(lang, key, code), each.name[lang]) for each in _offered.values()]
