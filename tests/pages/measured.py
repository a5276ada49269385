"""Visits to how we are doing, in both languages: every measure, one with figures, one of which nothing was counted yet, and proofs."""

from collections.abc import Iterator

from tests.pages import proof, reach
from tests.pages.visits import Visit

from guildhall.understand.addresses import LANGUAGES, MEASURES, of_measure, of_measures

_PUBLISHED = ("measures.csv", "measures.json", "measures.parquet", "measures-dictionary.json")
FIGURES = proof.FIGURES | dict.fromkeys((f"open-data/{name}" for name in _PUBLISHED), "for machines")
"""Addresses that show no page."""


def measured() -> Iterator[Visit]:
    """The list of measures, a measure in each of its states, the proofs of commitments, and who is not reached."""
    yield from proof.proofs()
    yield from reach.reach()
    for lang in LANGUAGES:
        at = f"{lang}/{MEASURES[lang]}"
        yield Visit(at, of_measures(lang), lang, state="filled", typical=True)
        for name, state in (("promise-kept", "filled"), ("waiting-time", "nothing counted")):
            yield Visit(f"{at}/<code:name>", of_measure(lang, name), lang, state=state, typical=state == "filled")
