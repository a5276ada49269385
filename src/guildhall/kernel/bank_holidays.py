"""Bank holidays in England. The only module that loads `holidays`, and only when days are first counted."""

from collections.abc import Iterable
from datetime import date


def in_england(years: Iterable[int]) -> frozenset[date]:
    """The bank holidays of England in these years.

    Banking and Financial Dealings Act 1971, with those proclaimed for one year, as the `holidays` library keeps them.
    """
    import holidays  # noqa: PLC0415 (heavy: loaded only when days are first counted)

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))
