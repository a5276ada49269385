"""What the rules of an export do: which components they show and hide, which steps they pass over, and where they stop.

A rule has a trigger and actions; they are worked through in their order, and a later one wins. So what decides whether a
component is shown is built up from how it stands at first and from each rule that touches it.
"""

from dataclasses import dataclass, field

from guildhall.catalogue.importing.losses import Report
from guildhall.catalogue.importing.open_forms_logic import Logic, every, some
from guildhall.catalogue.importing.reading import whole
from guildhall.catalogue.importing.xgov_conditions import Unclear
from guildhall.kernel.model import Json

Part = dict[str, Json]
_WHY = {
    "value": "it fills in an answer",
    "variable": "it works out a value",
    "set-variable": "it works out a value",
    "evaluate-dmn": "it asks a decision engine",
    "fetch-from-service": "it asks another system",
    "set-registration-backend": "where answers go is the council's to say",
    "synchronize-variables": "it copies answers",
}


@dataclass(frozen=True, slots=True)
class Steps:
    """The page of every name by which a rule may call a step, and the pages that are passed over at first."""

    pages: dict[str, str]
    passed_over: list[str]


@dataclass(slots=True)
class Stop:
    """That nobody may go on while a condition holds, and the components that say why."""

    when: Json
    rule: Part
    shows: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Effects:
    """What all the rules together do. What is in none of the two stands as it is."""

    shown: dict[str, Json] = field(default_factory=dict)
    passed_over: dict[str, Json] = field(default_factory=dict)
    stops: list[Stop] = field(default_factory=list)


class Rules:
    """Works through the rules of an export.

    ``hidden`` says of each component's key whether it is hidden at first.
    """

    def __init__(self, hidden: dict[str, bool], steps: Steps, logic: Logic, report: Report) -> None:
        self.hidden = hidden
        self.steps = steps
        self.logic = logic
        self.report = report
        self.effects = Effects(passed_over=dict.fromkeys(steps.passed_over, True))

    def work(self, rules: list[Part]) -> Effects:
        """What the rules do together."""
        for number, rule in enumerate(rules, 1):
            name = str(rule.get("description") or number)
            actions = [each for each in whole(rule.get("actions")) if isinstance(each.get("action"), dict)]
            try:
                when = self.logic.condition(rule.get("json_logic_trigger"))
            except Unclear as reason:
                self.report.lost("rule", name, f"{reason}; nothing that it does is done")
                for each in actions:
                    self.report.lost("action", _named(each), f"rule {name} cannot be read")
                continue
            if rule.get("trigger_from_step"):
                self.report.lost("rule", name, "it counts only from one step on: here on every step")
            self._act(rule, name, actions, when)
        return self.effects

    def _act(self, rule: Part, name: str, actions: list[Part], when: Json) -> None:
        shows = []
        for each in actions:
            kind = _kind(each)
            if kind == "property":
                shows += self._show(each, when)
            elif kind in {"step-not-applicable", "step-applicable"}:
                self._pass_over(each, when)
            elif kind != "disable-next":
                self.report.lost("action", _named(each), f"rule {name}: {_WHY.get(kind, 'not carried over')}")
        if any(_kind(each) == "disable-next" for each in actions):
            self.effects.stops.append(Stop(when, rule, shows))

    def _show(self, each: Part, when: Json) -> list[str]:
        """Show or hide a component. Gives its key where it is shown."""
        key, action = str(each.get("component")), each["action"]
        changed = action.get("property")
        what = changed.get("value") if isinstance(changed, dict) else None
        if what != "hidden":
            self.report.lost("action", _named(each), f"it changes {what} of {key}: here that is always the same")
            return []
        if key not in self.hidden:
            self.report.lost("action", _named(each), "it shows or hides a component that does not exist")
            return []
        before = self.effects.shown.get(key, not self.hidden[key])
        if action.get("state") is True:
            self.effects.shown[key] = every([self.logic.opposite(when), before])
            return []
        self.effects.shown[key] = some([when, before])
        return [key]

    def _pass_over(self, each: Part, when: Json) -> None:
        names = [each.get(key) for key in ("form_step_uuid", "form_step_slug", "form_step")]
        known = [
            self.steps.pages[_last(name)] for name in names if isinstance(name, str) and _last(name) in self.steps.pages
        ]
        if not known:
            self.report.lost("action", _named(each), "it passes over a step that does not exist")
            return
        before = self.effects.passed_over.get(known[0], False)
        passes = _kind(each) == "step-not-applicable"
        found = some([when, before]) if passes else every([self.logic.opposite(when), before])
        self.effects.passed_over[known[0]] = found


def _last(name: str) -> str:
    """The last part of an address: a step is called by its name or by where it stands."""
    return name.rstrip("/").rpartition("/")[2]


def _kind(each: Part) -> str:
    return str(each["action"].get("type"))


def _named(each: Part) -> str:
    about = each.get("component") or each.get("variable") or each.get("form_step_slug")
    return f"{_kind(each)} {about}" if isinstance(about, str) and about else _kind(each)
