"""Which numbers of a table of services and areas are not shown, so that no small one follows from a row, a column or their totals.

Each row has its total shown, and so has each column: contacts about any service. What is small is withheld; where the rest of its row
or column would give it away, the smallest other number there is withheld with it, until nothing is given away.
"""

from collections.abc import Mapping, Sequence

from guildhall.kernel.measures.figures import SMALLEST

Key = tuple[str, str]
"""A service and an area. An empty service is any of them, an empty area the whole council."""


def withheld(counts: Mapping[Key, int]) -> frozenset[Key]:
    """The numbers that are withheld, totals among them, of counts by service and area; neither is empty there."""
    services, areas = (sorted({key[place] for key in counts}) for place in (0, 1))
    table = {(service, area): counts.get((service, area), 0) for service in services for area in areas}
    for area in areas:
        table["", area] = sum(table[service, area] for service in services)
    for service in ("", *services):
        table[service, ""] = sum(table[service, area] for area in areas)
    lines = [([(service, area) for area in areas], (service, "")) for service in ("", *services)]
    lines += [([(service, area) for service in services], ("", area)) for area in ("", *areas)]
    hidden = {key for key, count in table.items() if count < SMALLEST}
    while more := {key for parts, total in lines for key in _also(table, hidden, parts, total)}:
        hidden |= more
    return frozenset(hidden)


def _also(table: Mapping[Key, int], hidden: set[Key], parts: Sequence[Key], total: Key) -> set[Key]:
    """What is to be withheld too, so that what is withheld of a line does not follow from the rest of it."""
    unknown = [key for key in parts if key in hidden]
    few = len(unknown) == 1 or (bool(unknown) and sum(table[key] for key in unknown) < SMALLEST)
    given_away = few if total not in hidden else not unknown
    if not given_away:
        return set()
    spare = [key for key in parts if key not in hidden]
    return {min(spare, key=lambda key: (table[key], key))} if spare else {total} - hidden
