"""Codes for things that the source names in its own way: kept where they can stand, a repeated one with -2, -3."""

import re
import unicodedata

LONGEST = 100
_ELSE = re.compile(r"[^A-Za-z0-9_-]+")


class Codes:
    """Gives out codes, none of them twice."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def next(self, name: str) -> str:
        """A code for one more thing of this name: the name itself, then ``name-2``, ``name-3``."""
        wanted = code_of(name)
        found, count = wanted, 1
        while found in self._given:
            count += 1
            ending = f"-{count}"
            found = wanted[: LONGEST - len(ending)] + ending
        self._given.add(found)
        return found


class Names:
    """Gives each name of the source one code, always the same."""

    def __init__(self) -> None:
        self._codes = Codes()
        self._by_name: dict[str, str] = {}

    def code(self, name: str) -> str:
        if name not in self._by_name:
            self._by_name[name] = self._codes.next(name)
        return self._by_name[name]


def code_of(name: str) -> str:
    """Write a name as a code: letters without accents, digits, and hyphens for everything else."""
    plain = unicodedata.normalize("NFKD", name.strip()).encode("ascii", "ignore").decode()
    code = _ELSE.sub("-", plain).strip("-").lstrip("_-")[:LONGEST].rstrip("-")
    return code or "unnamed"
