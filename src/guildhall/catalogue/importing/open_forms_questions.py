"""The components on the steps of an export, turned into questions and guidance."""

from decimal import Decimal

from guildhall.catalogue.importing.naming import Codes
from guildhall.catalogue.importing.open_forms_components import MANY, MESSAGES, READERS, UNASKED, Component
from guildhall.catalogue.importing.open_forms_logic import Field, Logic, every
from guildhall.catalogue.importing.open_forms_words import Wording
from guildhall.catalogue.importing.reading import whole
from guildhall.catalogue.importing.xgov_conditions import Unclear
from guildhall.kernel.kinds import KINDS
from guildhall.kernel.model import Json, Text

Part = dict[str, Json]
_HOLDERS = {"fieldset", "columns", "well", "panel"}
_TELLING = {"content", "htmlelement"}
_UNSURE = {
    "prefill": "it is filled in from",
    "calculateValue": "its answer is worked out:",
    "customDefaultValue": "what stands there at first is worked out:",
    "defaultValue": "what stands there at first:",
    "placeholder": "the pale words in the box:",
    "prefix": "a sign printed before the box:",
    "suffix": "a sign printed after the box:",
    "inputMask": "a form into which each sign is put:",
    "customConditional": "when it is shown is worked out:",
}


class Questions:
    """Meets every component first, so that rules may ask about any; then reads them one by one."""

    def __init__(self, wording: Wording, may_be_passed_over: set[str]) -> None:
        self.wording = wording
        self.report = wording.report
        self.may_be_passed_over = may_be_passed_over
        self.ids = Codes()
        self.fields: dict[str, Field] = {}
        self.hidden: dict[str, bool] = {}
        self._step_ids: dict[int, str] = {}
        self._telling: dict[str, Part] = {}
        self._logic: Logic | None = None
        self._shown: dict[str, Json] = {}
        self._said_at_an_end: set[str] = set()

    def meet(self, given: list[Part], page: str, within: str = "", *, sometimes: bool = False) -> None:
        """Note the components of a page, those inside others too, and give each question its id."""
        for each in given:
            component = self._component(each, page)
            self.hidden.setdefault(component.key, each.get("hidden") is True)
            now_and_then = (
                sometimes or each.get("hidden") is True or bool(_when(each)) or page in self.may_be_passed_over
            )
            if component.kind in _HOLDERS:
                self.meet(_inside(each), page, within, sometimes=now_and_then)
            elif component.kind in _TELLING:
                self._telling.setdefault(component.key, each)
            elif component.kind not in UNASKED:
                self._meet_question(component, page, within, now_and_then)

    def _meet_question(self, component: Component, page: str, within: str, sometimes: bool) -> None:
        step = self.ids.next(component.key)
        self._step_ids[id(component.given)] = step
        if step != component.key:
            component.lost(f"its key cannot stand as a code, or stands twice: it is {step}")
        blank = sometimes or component.validate.get("required") is not True
        kind = "repeat" if component.several and component.kind not in {"select", "file"} else _kind_of(component)
        names = [f"{within}.{component.key}"] if within else []
        for name in (*names, component.key):
            self.fields.setdefault(name, Field(component.key, step, kind, blank))
        if component.kind == "editgrid":
            self.meet(_inside(component.given), page, component.key, sometimes=False)

    def show_by(self, logic: Logic, shown: dict[str, Json], said_at_an_end: set[str]) -> None:
        """Say what decides whether components are shown, and which of them stand where a journey is stopped."""
        self._logic, self._shown, self._said_at_an_end = logic, shown, said_at_an_end

    def told(self, key: str) -> Text | None:
        """The words of a component that only tells something."""
        given = self._telling.get(key)
        return self._words_of(self._component(given, None)) if given is not None else None

    def on(self, given: list[Part], page: str, asked: Json) -> tuple[list[Part], list[Text]]:
        """The questions and the guidance of a page; ``asked`` is when the page is asked at all."""
        steps: list[Part] = []
        guidance: list[Text] = []
        for each in given:
            component = self._component(each, page)
            when = every([asked, self._when_shown(component)])
            if when is False and component.kind not in _TELLING:
                component.lost("it is hidden, and nothing shows it: it is never asked")
            elif component.kind in _HOLDERS:
                self._heading_lost(component)
                inner, words = self.on(_inside(each), page, when)
                steps += inner
                guidance += words
            elif component.kind in _TELLING:
                self._tell(component, when, guidance)
            elif component.kind in UNASKED:
                component.lost(UNASKED[component.kind])
            else:
                steps.append(
                    self._question(component) | ({"showWhen": when} if when is not True else {}) | {"page": page}
                )
        return steps, guidance

    def _tell(self, component: Component, when: Json, guidance: list[Text]) -> None:
        words = self._words_of(component)
        if words and when is True:
            guidance.append(words)
        elif words and component.key not in self._said_at_an_end:
            component.lost("words that are shown only now and then: the page is the same for everybody")

    def _words_of(self, component: Component) -> Text | None:
        return self.wording.guidance(component.given, "html", component.owner)

    def _heading_lost(self, component: Component) -> None:
        label = self.wording.label(component.given, "label", component.owner)
        if component.kind == "fieldset" and label and component.given.get("hideHeader") is not True:
            component.lost(f"its heading “{next(iter(label.values()))}”: questions have none in common here")

    def _when_shown(self, component: Component) -> Json:
        hidden = component.given.get("hidden") is True
        by_rule = self._shown.get(component.key, not hidden)
        beside = _when(component.given)
        if beside is None or self._logic is None:
            return by_rule
        try:
            holds = self._logic.simple(str(beside["when"]), beside.get("eq"))
        except Unclear as reason:
            component.lost(f"when it is shown: {reason}; it is asked always")
            return by_rule
        wanted = beside.get("show") in (True, "true")
        shown = holds if wanted else self._logic.opposite(holds)
        return shown if hidden and component.key not in self._shown else every([by_rule, shown])

    def _question(self, component: Component) -> Part:
        step: Part = {"id": self._step_ids[id(component.given)]}
        label = self.wording.label(component.given, "label", component.owner) or {self.wording.language: component.key}
        read = READERS.get(component.kind)
        if component.kind == "editgrid":
            step |= self._repeat(component, label)
        else:
            if read is None:
                component.lost(f"a {component.kind} is asked as a line of text")
            kind = (read or READERS["textfield"])(component)
            step |= self._several(component, kind, label) if _is_repeated(component) else kind
        step["label"] = label
        if help_text := self._help(component):
            step["help"] = help_text
        if component.validate.get("required") is not True:
            step["required"] = False
        if component.given.get("isSensitiveData") is True:
            step["sensitivity"] = "personal"
        if messages := self._messages(component, step["kind"]):
            step["messages"] = messages
        self._leftovers(component)
        return step

    def _several(self, component: Component, kind: Part, label: Text) -> Part:
        """An answer that may be given several times: each in a box of its own."""
        inner = {"id": "value", **kind, "label": label}
        return {"kind": "repeat", "steps": [inner], "item": label, "atMost": component.count("maxItems") or MANY}

    def _repeat(self, component: Component, label: Text) -> Part:
        steps, guidance = self.on(_inside(component.given), component.page or "", True)
        if guidance:
            component.lost("words inside an item: only questions stand there")
        least, most = component.count("minLength") or 1, component.count("maxLength") or MANY
        return {
            "kind": "repeat",
            "steps": [{key: held for key, held in each.items() if key != "page"} for each in steps],
            "item": self.wording.label(component.given, "groupLabel", component.owner) or label,
            "atLeast": least,
            "atMost": max(most, least, 1),
        }

    def _help(self, component: Component) -> Text | None:
        described = self.wording.guidance(component.given, "description", component.owner)
        return described or self.wording.guidance(component.given, "tooltip", component.owner)

    def _messages(self, component: Component, kind: str) -> Part:
        known = {"missing", "wrong-type", *KINDS[kind].refusals}
        given = component.given.get("translatedErrors")
        by_language = dict(given) if isinstance(given, dict) else {}
        by_language.setdefault(self.wording.language, component.given.get("errors"))
        found: dict[str, Text] = {}
        for language, errors in by_language.items():
            for code, words in errors.items() if isinstance(errors, dict) else ():
                ours = next((each for each in MESSAGES.get(str(code), ()) if each in known), None)
                text = self.wording.words.label({str(language): words}, component.owner)
                if text and ours:
                    found[ours] = {**found.get(ours, {}), **text}
                elif text:
                    self.report.lost("message", f"{code} of {component.key}", f"no place for “{words}”", component.page)
        return dict(found)

    def _leftovers(self, component: Component) -> None:
        for key, why in _UNSURE.items():
            held = _said(component.given.get(key))
            if held and not (key == "placeholder" and component.kind == "date"):
                component.lost(f"{why} {held}")
        registered = component.given.get("registration")
        if isinstance(registered, dict) and registered.get("attribute"):
            component.lost(f"registration: where answers go is the council's to say ({registered['attribute']})")
        if component.given.get("tooltip") and component.given.get("description"):
            component.lost("its tooltip: the description stands beside the question")
        plugins = component.validate.get("plugins")
        for plugin in plugins if isinstance(plugins, list) else ():
            component.lost(f"a check by {plugin}")
        for key in ("deriveCity", "deriveStreetName", "deriveAddress"):
            if component.given.get(key) is True:
                component.lost(f"{key}: it is looked up from a postcode")

    def _component(self, given: Part, page: str | None) -> Component:
        return Component(given, page, self.wording)


def _said(held: Json) -> str | None:
    """What a setting says, where it says something: the name of a plugin, or a value that stands there at first."""
    if isinstance(held, dict):
        told = held.get("plugin") if "plugin" in held else [key for key, each in held.items() if each]
        return str(told) if told else None
    return str(held) if isinstance(held, str | int | Decimal) and held not in ("", False) else None


def _is_repeated(component: Component) -> bool:
    return component.several and component.kind not in {"select", "file"}


def _kind_of(component: Component) -> str:
    """The kind of question a component becomes, before it is read."""
    kinds = {
        "textfield": "text", "textarea": "long-text", "email": "email", "phoneNumber": "telephone", "currency": "money",
        "date": "date", "radio": "choice", "selectboxes": "choices", "checkbox": "declaration", "file": "evidence",
        "signature": "evidence", "map": "place", "addressNL": "group", "editgrid": "repeat", "cosign": "email", "coSign": "email",
    }  # fmt: skip
    if component.kind == "select":
        return "choices" if component.several else "choice"
    if component.kind == "number":
        return "decimal"
    return kinds.get(component.kind, "text")


def _inside(given: Part) -> list[Part]:
    """The components inside another; for columns, those of each."""
    columns = given.get("columns")
    if given.get("type") == "columns":
        return [each for column in whole(columns) for each in whole(column.get("components"))]
    return whole(given.get("components"))


def _when(given: Part) -> Part | None:
    """The simple condition beside a component, where it has one."""
    held = given.get("conditional")
    if (
        isinstance(held, dict)
        and isinstance(held.get("when"), str)
        and held["when"]
        and held.get("show") not in (None, "")
    ):
        return held
    return None
