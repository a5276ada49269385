"""Visits to the democratic record: everybody's pages of decisions and meetings, in both languages."""

from collections.abc import Iterator

from tests.pages.visits import Visit

from guildhall.decide.addresses import LANGUAGES, PLACES, address
from guildhall.decide.demo.record import told
from guildhall.decide.models import (
    Decision,
    Delegation,
    Matter,
    Meeting,
    Person,
    PlanEntry,
    Post,
    ScrutinyRecommendation,
)

LISTS = (
    "meetings", "decisions", "matters", "plan", "bodies", "people", "delegations", "interests", "declarations", "promptness", "urgent",
)  # fmt: skip
ONE = (
    "meeting", "item", "decision", "matter", "body", "person", "post", "delegation",
)  # fmt: skip


def begin_record() -> dict[str, str]:
    """An example of each record that an address names."""
    adopted = Decision.objects.get(path="council", outcome="resolved")
    assert adopted.item is not None
    assert adopted.matter is not None
    answered = ScrutinyRecommendation.objects.get()
    assert answered.item is not None
    return {
        "meeting-of-record": adopted.item.meeting.key,
        "item-of-record": adopted.item.key,
        "decision-of-record": adopted.key,
        "recommendation-of-record": Decision.objects.get(outcome="recommended").key,
        "matter-of-record": adopted.matter.key,
        "body-of-record": "FC",
        "person-of-record": Person.objects.get(name=told()["people"]["hart"]["name"]).key,
        "post-of-record": Post.objects.get(label="Head of Digital and Customers").key,
        "delegation-of-record": Delegation.objects.order_by("id")[0].key,
        "coming": Meeting.objects.order_by("-day", "-id")[1].key,
        "cancelled": Meeting.objects.get(changes__kind="cancelled").key,
        "matter-coming": Matter.objects.get(kind="contract").key,
        "item-answered": answered.item.key,
        "plan-decided": PlanEntry.objects.get(matter=adopted.matter).key,
        "item-withheld": Meeting.objects.order_by("-day", "-id")[1].items.order_by("-place")[0].key,
    }


def record() -> Iterator[Visit]:
    """Every page of the record."""
    for lang in LANGUAGES:
        yield Visit(_route("record", lang), address(lang, "record"), lang, state="filled", typical=True)
        find = address(lang, "search")
        yield Visit(_route("search", lang), find, lang)
        yield Visit(_route("search", lang), f"{find}?q=digital", lang, state="filled", typical=lang == "en")
        yield Visit(_route("search", lang), f"{find}?q=zzz", lang, state="nothing found")
        for name in LISTS:
            yield Visit(_route(name, lang), address(lang, name), lang, state="filled", typical=lang == "cy")
        for name in ONE:
            where = address(lang, name, "KEY").replace("KEY", f"{{{name}-of-record}}")
            yield Visit(_route(name, lang), where, lang, state="filled", typical=lang == "en")
        past = f"{address(lang, 'meetings')}?when=past"
        yield Visit(_route("meetings", lang), past, lang, state="over", typical=lang == "en")
        yield Visit(_route("people", lang), f"{address(lang, 'people')}?who=officers", lang, state="officers")
        yield Visit(_route("plan", lang), f"{address(lang, 'plan')}?entry={{plan-decided}}", lang, state="one entry")
        for state in ("coming", "cancelled"):
            yield Visit(
                _route("meeting", lang),
                address(lang, "meeting", "KEY").replace("KEY", f"{{{state}}}"),
                lang,
                state=state,
            )
        for name, known in (
            ("decision", "recommendation-of-record"),
            ("matter", "matter-coming"),
            ("item", "item-withheld"),
            ("item", "item-answered"),
        ):
            yield Visit(
                _route(name, lang), address(lang, name, "KEY").replace("KEY", f"{{{known}}}"), lang, state=known
            )
        where = address(lang, "versions", "KEY", "decision").replace("KEY", "{decision-of-record}")
        yield Visit(_route("versions", lang), where, lang, state="filled", typical=lang == "en")
        agenda = address(lang, "versions", "KEY", "agenda").replace("KEY", "{meeting-of-record}")
        yield Visit(_route("versions", lang), agenda, lang, state="one version")


def _route(name: str, lang: str) -> str:
    return f"{lang}/{PLACES[name][lang]}"
