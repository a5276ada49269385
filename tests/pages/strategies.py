"""Visits to everybody's pages of strategies, in both languages, and to the desk where they are written."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from playwright.sync_api import Page
from tests.pages.visits import Visit, staff
from tests.pages.ways import submit

from guildhall.kernel.planning.strategy import strategy_of
from guildhall.ledger.door import Actor
from guildhall.plan import models as m
from guildhall.plan.addresses import LANGUAGES, PLACES, address
from guildhall.plan.keeping.strategies import begin_strategy, publish_version, write

MACHINES = {f"open-data/strategies{rest}": "for machines" for rest in ("", "/<code:key>.json", "/<code:key>.csv")}
"""Addresses that show no page."""
AT = "desk/strategies"


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


def begin_writing(moment: datetime) -> dict[str, str]:
    """The strategy after the one in force: a version of it is published, nothing is decided of it, and its draft says more."""
    by: dict[str, Any] = {"actor": Actor("staff", "account/1"), "at": moment}
    now = m.Strategy.objects.get(reference="strategy/digital")
    tree: dict[str, Any] = {
        "title": {"en": "Digital 2031", "cy": "Digidol 2031"},
        "predecessor": {"strategy": now.reference, "became": [{"code": "C1.1", "how": "kept", "as": ["D1"]}]},
        "commitments": [{"code": "D1", "text": {"en": "Telephone and counter stay open."}}],
    }
    made = begin_strategy(
        key="digital-2031", adopter=now.adopter, matter=now.matter, predecessor=now, document=strategy_of(tree), **by
    )
    publish_version(strategy=made, **by)
    tree["commitments"][0]["more"] = {"en": "And a person answers."}
    write(strategy=made, document=strategy_of(tree), revision=1, **by)
    return {}


def writing() -> Iterator[Visit]:
    """Every page of the desk, for each sort of what is written there."""
    whole, piece = f"{AT}/<code:key>", f"{AT}/<code:key>/<slug:kind>"
    here, commitment = f"/{AT}/digital", f"/{AT}/digital/commitment/C3.2"
    yield _writer(AT, state="filled", typical=True)
    yield _writer(AT, state="with errors", act=_begun)
    yield _writer(whole, address=here, state="filled", typical=True)
    yield _writer(whole, address=f"/{AT}/customers-first", state="over")
    yield _writer(f"{whole}/title", address=f"{here}/title", state="filled")
    yield _writer(f"{whole}/title", address=f"{here}/title", state="with errors", act=_untitled)
    yield _writer(f"{whole}/publication", address=f"{here}/publication?with=1", state="filled", typical=True)
    later = f"/{AT}/digital-2031"
    yield _writer(whole, address=later, state="being written")
    yield _writer(
        f"{whole}/publication", address=f"{later}/publication", state="with errors", act=_unauthorised, typical=True
    )
    yield _writer(f"{whole}/findings", address=f"{here}/findings", state="filled", typical=True)
    yield _writer(
        f"{whole}/findings", address=f"{later}/findings", state="with errors", act=submit("Open the consultation")
    )
    for kind in ("theme", "statement", "commitment", "level", "alignment"):
        yield _writer(piece, address=f"{here}/{kind}", state=kind)
    yield _writer(piece, address=f"{here}/commitment", state="with errors", act=submit("Save"))
    yield _writer(f"{piece}/<code:code>", address=commitment, state="filled", typical=True)
    yield _writer(f"{piece}/<code:code>", address=commitment, state="with errors", act=_wordless)
    yield _writer(f"{piece}/<code:code>", address=f"{here}/became/1", state="before")
    part = f"{whole}/commitment/<code:commitment>/<slug:kind>"
    for kind in ("action", "milestone", "measure", "budget", "need", "audience"):
        yield _writer(part, address=f"{commitment}/{kind}", state=kind, typical=kind == "measure")
    yield _writer(part, address=f"{commitment}/budget", state="with errors", act=submit("Save"))
    yield _writer(f"{part}/<code:code>", address=f"{commitment}/measure/1", state="filled", typical=True)


def _writer(route: str, **how: Any) -> Visit:
    return staff(route, role="strategy-officer", **how)


def _unauthorised(page: Page) -> None:
    page.locator("#as").select_option("adopted")
    page.locator("#cites").fill("decision/none")
    submit("Record it")(page)


def _begun(page: Page) -> None:
    page.get_by_text("Begin a strategy").click()
    submit("Begin it")(page)


def _untitled(page: Page) -> None:
    page.locator("#title").fill("")
    submit("Save")(page)


def _wordless(page: Page) -> None:
    page.locator("#text").fill("")
    submit("Save")(page)


def _route(name: str, lang: str) -> str:
    return f"{lang}/{PLACES[name][lang]}"
