"""A small council with a strategy: what Full Council adopts, a power to change it, and its text."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.rooms.decided import CLERK, LONDON

from guildhall.decide import models as d
from guildhall.decide.authority.delegations import delegate
from guildhall.decide.authority.uses import Judged, Met, use
from guildhall.decide.keeping import bodies, decisions, matters
from guildhall.decide.keeping.publishing import publish
from guildhall.kernel.planning.strategy import Strategy, strategy_of
from guildhall.plan import models as m
from guildhall.plan.keeping.strategies import begin_strategy, publish_version, write

BEGUN = datetime(2026, 1, 12, 9, 0, tzinfo=LONDON)
ADOPTED_ON = date(2026, 3, 12)
ADOPTING = datetime(2026, 3, 13, 9, 0, tzinfo=LONDON)
OLD, NEW = "Every page keeps the 2018 rules.", "Every page keeps the rules in force."
TEXT: dict[str, Any] = {
    "title": {"en": "Digital strategy", "cy": "Strategaeth ddigidol"},
    "levels": {"theme": {"en": "Priority", "cy": "Blaenoriaeth"}},
    "statements": [{"code": "V", "level": "vision", "text": {"en": "Nobody is left out.", "cy": "Ni chaiff neb ei adael allan."}}],
    "themes": [{"code": "T1", "title": {"en": "Every way in", "cy": "Pob ffordd i mewn"}}],
    "commitments": [
        {"code": "C1.1", "theme": "T1", "text": {"en": "Every way in stays open.", "cy": "Mae pob ffordd i mewn yn aros ar agor."}},
        {
            "code": "C1.2", "theme": "T1", "text": {"en": OLD},
            "milestones": [{"code": "M1", "text": {"en": "All pages looked at."}, "due": "2026-06-30"}],
        },
    ],
}  # fmt: skip


@dataclass
class Planned:
    """What a test of strategies may name."""

    council: d.Organization
    cabinet: d.Organization
    matter: d.Matter
    head: d.Post
    holder: d.Person
    strategy: m.Strategy
    version: m.StrategyVersion


def by(at: datetime = ADOPTING) -> dict[str, Any]:
    """Who does it, and when."""
    return {"actor": CLERK, "at": at}


def text(**more: Any) -> Strategy:
    """The strategy's text, with something else in it."""
    return strategy_of(TEXT | more)


def reworded(new: str = NEW) -> Strategy:
    """The text with its second commitment in other words."""
    first, second = TEXT["commitments"]
    return text(commitments=[first, second | {"text": {"en": new}}])


def planned() -> Planned:
    """Full Council, Cabinet, a matter, an officer in a post, and the first version of a strategy, bound to nothing yet."""
    council = bodies.found_body(name="Full Council", name_cy="Y Cyngor Llawn", kind="council", **by(BEGUN))
    cabinet = bodies.found_body(name="Cabinet", name_cy="Y Cabinet", kind="executive", **by(BEGUN))
    matter = matters.raise_matter(title="Digital strategy", kind="strategy", **by(BEGUN))
    publish(reference=matter.reference, **by(BEGUN))
    head = bodies.make_post(label="Head of Digital", held_by="officer", **by(BEGUN))
    who = bodies.enter_person(name="Tess Ellery", kind="officer", style="", **by(BEGUN))
    bodies.take_office(person=who, post=head, since=date(2025, 1, 1), **by(BEGUN))
    strategy = begin_strategy(
        key="digital", adopter=council.reference, matter=matter.reference, document=text(), **by(BEGUN)
    )
    version = publish_version(strategy=strategy, **by(BEGUN))
    return Planned(council, cabinet, matter, head, who, strategy, version)


def decide(made: Planned, *, shown: bool = True, **more: Any) -> d.Decision:
    """Full Council adopts it, unless something else is said; published, unless it is not to be ``shown``."""
    told: dict[str, Any] = {
        "title": "Adoption of the digital strategy", "path": "council", "outcome": "resolved", "body": made.council,
        "matter": made.matter, "taken_on": ADOPTED_ON, "paragraphs": [("1", "It be adopted."), ("2", "The Head may change it.")],
        "reasons": "None", "options_rejected": "None", "conflicts": "None",
    } | more  # fmt: skip
    row = decisions.take_decision(**told, **by())
    if shown:
        publish(reference=row.reference, **by())
    return row


def use_power(made: Planned, adopted: d.Decision, before: str = OLD, after: str = NEW) -> d.DelegationUse:
    """The Head uses the power that the adopting decision gave, a month later."""
    at = ADOPTING + timedelta(days=30)
    power = delegate(
        holder=made.head, scope="Any necessary consequential changes", decision=adopted, paragraph="2",
        grounds=["new legislation"], **by(),
    )  # fmt: skip
    publish(reference=power.reference, **by())
    met = [Met(each, "The rules were replaced.") for each in power.terms.all()]
    row = use(
        delegation=power, person=made.holder, post=made.head, used_at=at, title="The new rules", what_changed="Their name.",
        judged=Judged("No commitment changes.", made.holder, made.head), met=met, before=before, after=after, **by(at),
    )  # fmt: skip
    publish(reference=row.reference, **by(at))
    return row


def next_version(
    made: Planned, document: Strategy, at: datetime = ADOPTING, reason: str = "It was changed."
) -> m.StrategyVersion:
    """Write the draft anew and publish it."""
    draft = m.Draft.objects.get(strategy=made.strategy)
    write(strategy=made.strategy, document=document, revision=draft.revision, **by(at))
    return publish_version(strategy=made.strategy, reason=reason, **by(at))
