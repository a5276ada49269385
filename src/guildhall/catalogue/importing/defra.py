"""Forms of DEFRA's form builder, in YAML or JSON, in its first version and its second.

Its runner began as XGov's, and so this reader is XGov's with what differs: how a page is left (``defra_versions``), more sorts
of components (``defra_questions``), payments (``defra_fees``), pages that end a journey without sending anything, and that a
comparison with "is not" holds for a question that was never answered. Faults are carried over.
"""

from collections.abc import Mapping
from typing import ClassVar

from guildhall.catalogue.importing.defra_fees import Prices, fee_table
from guildhall.catalogue.importing.defra_questions import READERS, UNASKED, asks, told
from guildhall.catalogue.importing.defra_versions import SUMMARY, TERMINAL, in_one_way, may_be_passed_by
from guildhall.catalogue.importing.losses import Imported, NotThatForm, Report
from guildhall.catalogue.importing.naming import Names
from guildhall.catalogue.importing.reading import form_in_yaml, whole
from guildhall.catalogue.importing.xgov import PagedForm, controller_of
from guildhall.catalogue.importing.xgov_component import Part, component_of, parts_of
from guildhall.catalogue.importing.xgov_conditions import Conditions, all_of, any_of
from guildhall.catalogue.importing.xgov_words import Owner, joined
from guildhall.kernel.model import Json, Text

MOST_PAGES = 300
"""Pages in a form. The longest real one seen has 40."""

_STATUS = "statuspagecontroller"
_FEEDBACK = "feedbackpagecontroller"
_REPEATING = "repeatpagecontroller"
_IN_MARKDOWN = {"Markdown", "NotificationBanner"}
_COMPONENT_KEYS = {"id", "type", "name", "title", "hint", "options", "schema", "list", "content", "values"}
_WHY = {
    "shortDescription": "a shorter name for the check page and the errors",
    "errorDescription": "a shorter name for the errors",
    "declaration": "the words above the button that sends a form: every channel has a check of its own",
    "skipSummary": "every channel has a check of its own",
    "outputEmail": "where answers go is the council's to say",
    "output": "where answers go is the council's to say",
    "feedback": "where feedback goes is the council's to say",
    "phaseBanner": "the council's own pages have none",
    "events": "what it asks another system when a page is shown or saved",
    "view": "the page's own template",
    "redirect": "it leads to another site",
}


def read(text: str, *, service: str, language: str | None = None) -> Imported:
    """Turn a form into a definition with the id ``service``, its words in ``language``: where left out, what the form says.

    Raises ``NotThatForm``.
    """
    report = Report()
    form = form_in_yaml(text, report)
    pages = form.get("pages") if isinstance(form, dict) else None
    if not isinstance(pages, list) or not parts_of(pages, "path"):
        raise NotThatForm("it is not a form of DEFRA's: it has no pages with a path")
    if len(pages) > MOST_PAGES:
        raise NotThatForm(f"it has more than {MOST_PAGES} pages")
    language = language or _language(form)
    return _DefraForm(in_one_way(form, language, report), language, report).imported(service)


def _language(form: Part) -> str:
    metadata = form.get("metadata")
    said = metadata.get("language") if isinstance(metadata, dict) else None
    return "cy" if isinstance(said, str) and said.partition("-")[0].casefold() == "cy" else "en"


class _Comparisons(Conditions):
    """The conditions of DEFRA's forms. A question left blank is not what it is compared with, so "is not" holds for it."""

    may_be_blank: frozenset[str] = frozenset()
    declarations: frozenset[str] = frozenset()

    def _part(self, part: Part) -> Json:
        field, value = part.get("field"), part.get("value")
        name = str(field.get("name")) if isinstance(field, dict) else ""
        said = str(value.get("value")).casefold() if isinstance(value, dict) else ""
        if name in self.declarations and part.get("operator") in {"is", "is not"} and said in {"true", "false"}:
            agreed = (said == "true") == (part["operator"] == "is")
            return any_of([{**subject, "answered": agreed} for subject in self.subjects(name)])
        found = super()._part(part)
        if part.get("operator") in {"is not", "does not contain"} and name in self.may_be_blank:
            return any_of([found, *({**subject, "answered": False} for subject in self.subjects(name))])
        return found


class _DefraForm(PagedForm):
    """One form on its way into a definition, told in the first version's terms."""

    telling: ClassVar[frozenset[str]] = PagedForm.telling | _IN_MARKDOWN
    readers = READERS
    ordinary: ClassVar[frozenset[str]] = frozenset(
        {
            "",
            "start",
            "startpagecontroller",
            "page",
            "pagecontroller",
            "questionpagecontroller",
            "home",
            "homepagecontroller",
        }
        | {"fileuploadpagecontroller", _REPEATING}
    )
    page_keys: ClassVar[frozenset[str]] = PagedForm.page_keys | {"id", "condition", "repeat"}
    form_keys: ClassVar[frozenset[str]] = PagedForm.form_keys | {"schema", "engine"} | _WHY.keys()
    where_none_holds: ClassVar[str] = "the source has no page to go on to"

    def __init__(self, form: Part, language: str, report: Report) -> None:
        super().__init__(form, language, report)
        apart = [page for page in self.pages if controller_of(page) in {_STATUS, _FEEDBACK}]
        self.pages = [page for page in self.pages if page not in apart] or self.pages
        self.after_sending = self._after_sending(apart)
        comparisons = _Comparisons(self._subjects, Names(), report)
        asked = [(page, each) for page in self.pages for each in parts_of(page.get("components"), "type")]
        self.passed_by = may_be_passed_by(self.pages, str(form.get("startPage") or self.pages[0]["path"]))
        comparisons.declarations = frozenset(
            str(each.get("name")) for _, each in asked if each["type"] == "DeclarationField"
        )
        comparisons.may_be_blank = frozenset(
            str(each.get("name")) for page, each in asked if page["path"] in self.passed_by or _is_optional(each)
        )
        self.conditions = comparisons
        self.priced: set[str] = set()

    def imported(self, service: str) -> Imported:
        """The definition and its losses. A condition that only a price hangs on stands in the table, and is no rule besides."""
        found = super().imported(service)
        rules = {rule["id"]: rule for rule in found.definition.get("rules", ())}
        asked = _named_in([found.definition["pages"], found.definition.get("steps", [])], rules)
        priced = _named_in([{"rule": name} for name in self.priced], rules)
        if rules:
            found.definition["rules"] = [rule for name, rule in rules.items() if name in asked or name not in priced]
        return found

    def ends(self, page: Part) -> bool:
        return controller_of(page) in {TERMINAL, *SUMMARY}

    def asks(self, component: Part) -> bool:
        return asks(component)

    def decisions(self, rules: list[Json], steps: list[Part], outcomes: list[Part]) -> list[Part]:
        """A table for the price, where the form takes a payment; every case that is opened costs what it gives."""
        paying = [
            (page, each)
            for page in self.pages
            for each in parts_of(page.get("components"), "type")
            if each["type"] == "PaymentField"
        ]
        prices = Prices({rule["id"]: rule for rule in rules}, {step["id"]: step for step in steps}, self.report)
        tables = []
        for page, each in paying[:1]:
            if not page.get("condition") and page["path"] in self.passed_by:
                self.report.lost(
                    "fee", str(each.get("name")), "asked only where its page is reached: here always", str(page["path"])
                )
            name = self.conditions.names.code(str(page["condition"])) if page.get("condition") else None
            table, self.priced = fee_table(component_of(each, page), name, self.conditions.names, prices, self.words)
            tables.append(table)
            for outcome in outcomes:
                if outcome["kind"] == "submit":
                    outcome["fee"] = table["id"]
        for page, each in paying[1:]:
            self.report.lost(
                "component", str(each.get("name")), "a second payment: a case has one fee", str(page["path"])
            )
        return tables

    def _contents(self, page: Part, page_id: str) -> tuple[list[Part], list[Text]]:
        path = str(page["path"])
        for each in parts_of(page.get("components"), "type"):
            name = str(each.get("name") or each["type"])
            for key in each.keys() - _COMPONENT_KEYS:
                if each[key] not in (None, "", {}, [], False):
                    self.report.lost("component", name, f"{key}: {_WHY.get(key, 'not carried over')}", path)
            if each["type"] in UNASKED:
                self.report.lost("component", name, UNASKED[each["type"]], path)
        steps, guidance = super()._contents(page, page_id)
        if controller_of(page) == _REPEATING and steps:
            steps = [self._repeat(page, page_id, steps)]
        if page.get("condition") and not self.ends(page):
            self._ask_only_when(str(page["condition"]), steps, path)
        return steps, guidance

    def _ask_only_when(self, name: str, steps: list[Part], path: str) -> None:
        """A page with a condition is passed over where it does not hold."""
        if name not in {str(each["name"]) for each in parts_of(self.form.get("conditions"), "name")}:
            self.report.lost("condition", name, "there is none of this name: the page is never asked", path)
        holds = self.conditions.rule(name)
        for step in steps:
            step["showWhen"] = all_of([holds, step["showWhen"]]) if step.get("showWhen") else holds

    def _repeat(self, page: Part, page_id: str, steps: list[Part]) -> Part:
        """The questions of a page that is answered several times, under the name and title that the form gives it."""
        path = str(page["path"])
        repeat = page.get("repeat")
        given = repeat if isinstance(repeat, dict) else {}
        as_component = {"name": page_id, "type": "Repeat", **{key: given.get(key) for key in ("options", "schema")}}
        component = component_of(as_component, page)
        title = component.options.get("title")
        named = str(component.options.get("name") or page_id)
        words = self.words.label(title, component.owner) or self.words.label(page.get("title"), component.owner)
        found: Part = {
            "id": self.questions.ids.next(named),
            "kind": "repeat",
            "label": self.words.label(page.get("title"), component.owner) or words or {self.words.language: named},
            "item": words or {self.words.language: named},
            "atLeast": max(component.whole("min") or 1, 1),
            "page": page_id,
            "steps": [{key: held for key, held in step.items() if key != "page"} for step in steps],
        }
        found["atMost"] = max(component.whole("max") or 200, found["atLeast"])
        if not given:
            self.report.lost("page", path, "it is to be answered several times, and does not say how often")
        return found

    def _told(self, component: Part, page: Part) -> Text | None:
        if component["type"] in UNASKED:
            return None
        if component["type"] not in _IN_MARKDOWN:
            return super()._told(component, page)
        owner = Owner("component", str(component.get("name") or component["type"]), str(page["path"]))
        label = self.words.label(component.get("title"), owner) if component["type"] == "NotificationBanner" else None
        heading = {language: f"**{words}**" for language, words in label.items()} if label else None
        words = told(self.questions, component, str(page["path"]))
        return joined([each for each in (heading, words) if each])

    def _outcome(self, page: Part, page_id: str) -> Part:
        if controller_of(page) != TERMINAL:
            found = super()._outcome(page, page_id)
            return found | {"next": self.after_sending} if self.after_sending else found
        path = str(page["path"])
        owner = Owner("page", path, path)
        steps, guidance = self._contents(page, page_id)
        for step in steps:
            self.report.lost("component", str(step["id"]), "it stands on a page that ends the journey", path)
        title = self.words.label(page.get("title"), owner) or {self.words.language: page_id}
        outcome: Part = {"id": page_id, "kind": "exit", "title": title}
        words = joined(guidance)
        return outcome | ({"next": words} if words else {})

    def _after_sending(self, apart: list[Part]) -> Text | None:
        """What a form's own page says once it is sent."""
        words: list[Text] = []
        for page in apart:
            path = str(page["path"])
            if controller_of(page) == _FEEDBACK:
                self.report.lost("page", path, "where feedback goes is the council's to say")
                continue
            for each in parts_of(page.get("components"), "type"):
                if each["type"] in self.telling and (found := self._told(each, page)):
                    words.append(found)
                else:
                    self.report.lost("component", str(each.get("name")), "it stands on a page that asks nothing", path)
        return joined(words)

    def _rest(self) -> None:
        for key in self.form.keys() & _WHY.keys():
            if self.form[key] not in (None, "", {}, [], False):
                self.report.lost("form", key, _WHY[key])
        metadata = self.form.get("metadata")
        for key in metadata if isinstance(metadata, dict) else ():
            if key not in {"language", "translations"}:
                self.report.lost("form", f"metadata {key}", "not carried over")
        for page in whole(self.form.get("pages")):
            for link in whole(page.get("next")):
                if link.get("redirect"):
                    self.report.lost("link", str(link["redirect"]), _WHY["redirect"], str(page.get("path")))
        super()._rest()


def _named_in(parts: Json, rules: Mapping[str, Part]) -> set[str]:
    """The rules that these parts name, and those that these lean on."""
    found: set[str] = set()
    left = [parts]
    while left:
        part = left.pop()
        if isinstance(part, dict) and isinstance(name := part.get("rule"), str) and name not in found:
            found.add(name)
            left.append(rules.get(name, {}).get("when"))
        left += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return found


def _is_optional(component: Part) -> bool:
    options = component.get("options")
    return isinstance(options, dict) and options.get("required") is False
