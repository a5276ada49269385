"""Whom the demo council knows: people who come back on another channel, and some of whom there is more to tell.

Made by the same actions that staff use. At a desk the advisor chooses somebody who is known already; on the web and on paper
nobody can, so that their second record is linked to the first.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.people.door import (
    assert_link,
    belongs,
    mark_point,
    moved,
    needs,
    protect,
    reached_by,
    register,
    speaks,
)
from guildhall.serve.casework import cases
from guildhall.serve.casework.cases import CaseValue

_AT_A_DESK = {"phone", "counter"}
Told = Mapping[str, Any]


class Acquaintances:
    """Those who were in contact so far, by name. Each lives in one place."""

    def __init__(self, people: Iterable[str], streets: list[dict[str, str]], officer: Actor) -> None:
        self.known: dict[str, str] = {}
        self.homes = {name: streets[place % len(streets)] for place, name in enumerate(people)}
        self.officer = officer

    def chosen(self, name: str, channel: str) -> str:
        """Whom the advisor chooses when somebody of this name is there or rings; nobody on other channels."""
        return self.known.get(name, "") if channel in _AT_A_DESK else ""

    def met(self, case: CaseValue, at: datetime) -> None:
        """Remember whose case it is; a second record of somebody known is linked to the first."""
        name = name_in(case.live.compiled, case.answers)
        customer = cases.find(reference=case.reference).customer if name else ""
        first = self.known.setdefault(name, customer) if name else ""
        if first != customer:
            assert_link(one=first, other=customer, reasons=("name", "address"), actor=self.officer, at=at)

    def introduce(self, told: Told, *, safeguard: Actor, at: datetime) -> None:
        """Tell more of some: what they need, where they stay, who is protected, for whom they speak."""
        for each in told["acquaintances"]:
            self._tell(each, safeguard, at)
        for each in told["organisations"]:
            hub = register(kind="organisation", name=each["name"], phone=each["phone"], email=each["email"], at=at)
            for name, role in each["people"].items():
                belongs(person=self._party(name, at), organisation=hub, role=role, actor=self.officer, at=at)

    def _tell(self, told: Told, safeguard: Actor, at: datetime) -> None:
        party, by = self._party(told["name"], at), self.officer
        if "language" in told:
            speaks(reference=party, language=told["language"], actor=by, at=at)
        for code in told.get("needs", ()):
            spoken = told["spoken"] if code == "interpreter" else ""
            needs(reference=party, code=code, language=spoken, actor=by, at=at)
        if "lives" in told:
            moved(reference=party, lives=told["lives"], actor=by, at=at)
        for kind, safe in (("safe", True), ("unsafe", False)):
            if kind in told:
                point = reached_by(reference=party, kind="phone", value=told[kind], actor=by, at=at)
                mark_point(
                    reference=party, point=point, safe=safe, may_leave_message=safe, preferred=safe, actor=by, at=at
                )
        if told.get("protected"):
            protect(reference=party, actor=safeguard, at=at)

    def _party(self, name: str, at: datetime) -> str:
        if name not in self.known:
            self.known[name] = register(name=name, lives=self.homes.get(name), at=at)
        return self.known[name]


def name_in(service: Compiled, answers: Mapping[str, Json]) -> str:
    """The name that somebody gave, empty where they were not asked."""
    given = (answers.get(each.id) for each in service.steps.values() if each.kind == "name")
    return str(next((name for name in given if name), ""))
