"""Visits to everybody's pages of strategies, in both languages."""

from collections.abc import Iterator

from tests.pages.visits import Visit

from guildhall.plan.addresses import LANGUAGES, PLACES, address

MACHINES = {f"open-data/strategies{rest}": "for machines" for rest in ("", "/<code:key>.json", "/<code:key>.csv")}
"""Addresses that show no page."""


def strategies() -> Iterator[Visit]:
    """Every page of the demo council's strategies: the one that is in force, and the one before it."""
    for lang in LANGUAGES:
        yield Visit(_route("strategies", lang), address(lang, "strategies"), lang, state="filled", typical=lang == "cy")
        for name, code in (
            ("strategy", ""),
            ("heard", ""),
            ("became", ""),
            ("theme", "T3"),
            ("commitment", "C3.2"),
            ("compared", ""),
        ):
            where = address(lang, name, "digital", code)
            yield Visit(_route(name, lang), where, lang, state="filled", typical=lang == "en")
        yield Visit(_route("strategy", lang), address(lang, "strategy", "customers-first"), lang, state="over")
        yield Visit(
            _route("commitment", lang), address(lang, "commitment", "digital", "C2.4"), lang, state="nobody named"
        )
        earlier = f"{address(lang, 'compared', 'digital')}?from=1&to=2"
        yield Visit(_route("compared", lang), earlier, lang, state="earlier ones")


def _route(name: str, lang: str) -> str:
    return f"{lang}/{PLACES[name][lang]}"
