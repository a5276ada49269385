"""Forms of XGov's digital form builder (version 2 of its JSON), turned into definitions.

What a form says stands in its own documentation and in what its runner does: links with a condition are tried in their order,
then the one without is taken; a name that nothing gave is an error, and an error is never true. Faults are carried over.
"""

import json
from collections.abc import Mapping
from typing import ClassVar

from guildhall.catalogue.importing.losses import Imported, NotThatForm, Report
from guildhall.catalogue.importing.naming import Codes, Names, code_of
from guildhall.catalogue.importing.xgov_component import Part, parts_of
from guildhall.catalogue.importing.xgov_conditions import Conditions
from guildhall.catalogue.importing.xgov_lists import Lists
from guildhall.catalogue.importing.xgov_questions import COMPONENTS, Questions, Reader
from guildhall.catalogue.importing.xgov_words import Owner, Words, joined
from guildhall.kernel.canonical import read_json
from guildhall.kernel.model import Json, Text
from guildhall.kernel.service import CHANNELS

LARGEST = 2_000_000
"""Characters in a form. The largest real one seen has 190,000."""

_TELLING = {"Para", "Html", "InsetText", "Details", "List", "DisplayAddress", "FlashCard", "WarningText", "Sidebar"}
"""Components that only tell something."""
_ENDING = {"summary", "summarypagecontroller", "customsummarypagecontroller", "summaryuploadpagecontroller"}
_CONFIRMING = {"confirm", "confirmpagecontroller"}
_ADVISING = {"checkpointsummarypagecontroller", "nonsubmittingsummarypagecontroller"}
_ORDINARY = {"", "start", "startpagecontroller", "home", "homepagecontroller", "pagecontroller", "pagecontrollerbase"}
_LOOKING_UP = {"findanaddresspagecontroller": ("hasMatchedAddress", "numberOfAddresses", "matchedAddress")}
_REPEATING = "repeatingfieldpagecontroller"
_COMPARING = "datecomparisonpagecontroller"
_PAGE_KEYS = {"path", "title", "components", "componentsAfter", "next", "controller", "section", "disableBackLink"}
_FORM_KEYS = {"startPage", "pages", "lists", "conditions", "name", "title", "version", "metadata", "sections"}


def read(text: str, *, service: str, language: str | None = None) -> Imported:
    """Turn a form into a definition with the id ``service``.

    ``language`` is the language of its words; where it is left out, Welsh if the form says so, else English.
    Raises ``NotThatForm``.
    """
    form = _form(text)
    if language is None:
        metadata = form.get("metadata")
        language = "cy" if isinstance(metadata, dict) and metadata.get("isWelsh") is True else "en"
    try:
        return PagedForm(form, language, Report()).imported(service)
    except RecursionError:
        raise NotThatForm("its parts stand too deep inside one another") from None


def _form(text: str) -> Part:
    if len(text) > LARGEST:
        raise NotThatForm(f"it is longer than {LARGEST:,} characters")
    try:
        form = read_json(text)
        json.dumps(form, ensure_ascii=False, default=str).encode()  # half a letter, which JSON can escape, is no text
    except (ValueError, RecursionError):
        raise NotThatForm("it is not JSON") from None
    pages = form.get("pages") if isinstance(form, dict) else None
    if not isinstance(pages, list) or not parts_of(pages, "path"):
        raise NotThatForm("it is not an XGov form: it has no pages with a path")
    return dict(form)


class PagedForm:
    """One form of pages, components and links on its way into a definition.

    The forms of another builder that began as XGov's are read by a subclass, which says what differs.
    """

    telling: ClassVar[frozenset[str]] = frozenset(_TELLING)
    readers: ClassVar[Mapping[str, Reader]] = COMPONENTS
    ordinary: ClassVar[frozenset[str]] = frozenset(_ORDINARY | _ENDING | {_REPEATING, _COMPARING} | _LOOKING_UP.keys())
    page_keys: ClassVar[frozenset[str]] = frozenset(_PAGE_KEYS)
    form_keys: ClassVar[frozenset[str]] = frozenset(_FORM_KEYS)
    where_none_holds: ClassVar[str] = "the source goes on to /summary; here it leads nowhere"

    def __init__(self, form: Part, language: str, report: Report) -> None:
        self.form = form
        self.report = report
        self.words = Words(language, self.report)
        self.pages = parts_of(form.get("pages"), "path")
        self.sections = {str(each["name"]) for each in parts_of(form.get("sections"), "name")}
        lists = {str(each["name"]): each for each in reversed(parts_of(form.get("lists"), "name"))}
        self.questions = Questions(Lists(lists, self.words, self.report), self.words, self.report, self.readers)
        self.conditions = Conditions(self._subjects, Names(), self.report)
        self.codes = Codes()
        self.page_codes: dict[str, str] = {}
        self.missing: set[str] = set()
        self.facts = tuple(
            dict.fromkeys(fact for page in self.pages for fact in _LOOKING_UP.get(controller_of(page), ()))
        )

    def imported(self, service: str) -> Imported:
        """The definition and its losses."""
        ids = [self._page_id(page) for page in self.pages]
        pages, steps, outcomes = [], [], []
        for page, page_id in zip(self.pages, ids, strict=True):
            if self.ends(page):
                outcomes.append(self._outcome(page, page_id))
                continue
            asked, guidance = self._contents(page, page_id)
            steps += asked
            pages.append(self._page(page, page_id, guidance))
        rules = self.conditions.rules(parts_of(self.form.get("conditions"), "name"), self.words.language)
        self._rest()
        definition: Part = {
            "guildhall": 1,
            "id": code_of(service),
            "status": "draft",
            "languages": self._languages(pages, steps),
            "title": self._title(service),
            "channels": {name: {"enabled": True} for name in CHANNELS},
            "facts": [self._fact(name) for name in self.facts],
            "rules": rules,
            "decisions": self.decisions(rules, steps, outcomes),
            "start": self._link(str(self.form.get("startPage") or self.pages[0]["path"])),
            "pages": pages,
            "steps": steps,
            "outcomes": outcomes,
        }
        return Imported({key: held for key, held in definition.items() if held}, tuple(self.report.losses))

    def ends(self, page: Part) -> bool:
        """Whether a journey ends on a page."""
        controller = controller_of(page)
        return controller in _ENDING | _CONFIRMING or (controller in _ADVISING and not page.get("next"))

    def asks(self, component: Part) -> bool:
        """Whether a component asks something."""
        return str(component["type"]).endswith("Field")

    def decisions(self, rules: list[Json], steps: list[Part], outcomes: list[Part]) -> list[Part]:
        """The decision tables. A form of XGov has none."""
        return []

    def _page_id(self, page: Part) -> str:
        path = str(page["path"])
        code = self.codes.next(path.lstrip("/"))
        if path in self.page_codes:
            self.report.lost("page", path, f"a second page of this path: it is {code}, and nothing leads to it")
        self.page_codes.setdefault(path, code)
        return code

    def _link(self, path: str, page: str | None = None) -> str:
        """The code of a page; one that the form does not have gets a code that names nothing."""
        if path not in self.page_codes:
            self.missing.add(path)
            self.page_codes[path] = self.codes.next(path.lstrip("/"))
        if path in self.missing:
            self.report.lost(
                "link", path, "there is no such page in the form: the link is kept and leads nowhere", page
            )
        return self.page_codes[path]

    def _page(self, page: Part, page_id: str, guidance: list[Text]) -> Part:
        path = str(page["path"])
        owner = Owner("page", path, path)
        routes = self._routes(page)
        found: Part = {"id": page_id, "source": path, "next": routes}
        if title := self.words.label(page.get("title"), owner):
            found["title"] = title
        if words := joined(guidance):
            found["guidance"] = words
        self._page_losses(page, routes)
        return found

    def _page_losses(self, page: Part, routes: list[Part]) -> None:
        path = str(page["path"])
        if controller_of(page) not in self.ordinary:
            self.report.lost("page", path, f"what its controller {page.get('controller')} does")
        for key, value in page.items():
            if key not in self.page_keys and value not in (None, "", {}, [], False):
                self.report.lost("page", path, f"{key} is not carried over")
        section = page.get("section")
        if section and str(section) not in self.sections:
            self.report.lost("page", path, f"its section {section} does not exist")
        if not routes:
            self.report.lost("page", path, "no page follows it: whoever comes here is led nowhere")
        if routes and all("when" in route for route in routes):
            self.report.lost("page", path, f"where no condition holds, {self.where_none_holds}")

    def _routes(self, page: Part) -> list[Part]:
        """Links with a condition in their order, then the last one without."""
        path = str(page["path"])
        links = parts_of(page.get("next"), "path")
        always = [link for link in links if not link.get("condition")]
        for link in always[:-1]:
            self.report.lost("link", str(link["path"]), "a later link without a condition takes its place", path)
        known = {str(each["name"]) for each in parts_of(self.form.get("conditions"), "name")}
        routes: list[Part] = []
        for link in links:
            name = link.get("condition")
            if name:
                if str(name) not in known:
                    self.report.lost(
                        "condition", str(name), "there is none of this name: the link is never taken", path
                    )
                routes.append({"to": self._link(str(link["path"]), path), "when": self.conditions.rule(str(name))})
        return routes + [{"to": self._link(str(link["path"]), path)} for link in always[-1:]]

    def _contents(self, page: Part, page_id: str) -> tuple[list[Part], list[Text]]:
        components = parts_of(page.get("components"), "type")
        asking = [each for each in components if each["type"] not in self.telling and self.asks(each)]
        guidance: list[Text] = []
        below = False
        for each in components + parts_of(page.get("componentsAfter"), "type"):
            if each in asking:
                below = True
            elif words := self._told(each, page):
                guidance.append(words)
                if below:
                    name = str(each.get("name") or each["type"])
                    self.report.lost("component", name, "its words now stand above the questions", str(page["path"]))
        groups = [each for each in asking if each["type"] == "MultiInputField"]
        if controller_of(page) == _REPEATING and asking and not groups:
            return [self.questions.repeat(page, asking, page_id)], guidance
        steps = [step for each in asking for step in self.questions.steps(each, page, page_id)]
        if controller_of(page) == _COMPARING:
            _compare_dates(page, steps)
        return steps, guidance

    def _told(self, component: Part, page: Part) -> Text | None:
        """The words of a component that asks nothing."""
        name = str(component.get("name") or component["type"])
        owner = Owner("component", name, str(page["path"]))
        title, content = component.get("title"), component.get("content")
        parts = []
        if component["type"] in {"Details", "List", "FlashCard"} and (label := self.words.label(title, owner)):
            parts.append({language: f"**{words}**" for language, words in label.items()})
        if component["type"] in {"List", "FlashCard"}:
            parts += self._items(component, owner)
        if words := self.words.guidance(content, owner):
            parts.append(words)
        if component["type"] not in self.telling:
            self.report.lost(
                "component", name, f"a {component['type']} asks nothing: only its words are kept", owner.page
            )
        return joined(parts)

    def _items(self, component: Part, owner: Owner) -> list[Text]:
        listed = self.questions.lists.by_name.get(str(component.get("list")))
        if listed is None:
            self.report.lost("component", owner.name, f"its list {component.get('list')} does not exist", owner.page)
        items = [self.words.label(each["text"], owner) for each in parts_of((listed or {}).get("items"), "text")]
        languages = dict.fromkeys(language for each in items if each for language in each)
        text = {one: "\n".join(f"- {each[one]}" for each in items if each and one in each) for one in languages}
        return [text] if text else []

    def _outcome(self, page: Part, page_id: str) -> Part:
        path = str(page["path"])
        owner = Owner("page", path, path)
        advising = controller_of(page) in _ADVISING
        kind = "exit" if advising else "submit"
        title = self.words.label(page.get("title"), owner) or {self.words.language: page_id}
        found: Part = {"id": page_id, "kind": kind, "title": title}
        options = page.get("options")
        own = options.get("customText") if isinstance(options, dict) else None
        told = (
            [self.words.guidance(own.get(key), owner) for key in ("insetText", "details")]
            if isinstance(own, dict)
            else []
        )
        if advising and (words := joined([each for each in told if each])):
            found["next"] = words
        elif page.get("options"):
            self.report.lost("page", path, "options of the check page: every channel has a check of its own")
        for each in parts_of(page.get("components"), "type"):
            name = str(each.get("name") or each["type"])
            self.report.lost("component", name, "stands on the check page: every channel has a check of its own", path)
        if page.get("next"):
            self.report.lost("page", path, "its links: the journey ends here")
        if controller_of(page) in _CONFIRMING:
            self.report.lost("page", path, "its controller sends the person on to another site; here it opens a case")
        return found

    def _subjects(self, name: str) -> list[Part]:
        """What a field in a condition stands for. A section before the point chooses among steps of one name."""
        section, _, last = name.rpartition(".")
        steps = self.questions.asked.get(last, [])
        within = [each for each in steps if section and each.section == section]
        if steps:
            return [{"answer": each.step} for each in within or steps]
        if last in self.facts:
            return [{"fact": last}]
        self.report.lost(
            "condition", name, "no question or look-up gives this: what is compared with it is never known"
        )
        return [{"answer": code_of(last)}]

    def _fact(self, name: str) -> Part:
        self.report.lost(
            "fact", name, "looked up by the page itself; nothing says what to ask when it cannot be looked up"
        )
        return {"id": name, "source": "address-lookup"}

    def _title(self, service: str) -> Text:
        owner = Owner("form", service, None)
        first = self.words.label(self.pages[0].get("title"), owner)
        return self.words.label(self.form.get("name"), owner) or first or {self.words.language: service}

    def _languages(self, pages: list[Part], steps: list[Part]) -> list[str]:
        texts = [each.get("title") or {} for each in pages] + [each["label"] for each in steps]
        return list(dict.fromkeys([self.words.language, *(language for text in texts for language in text)]))

    def _rest(self) -> None:
        """Name what the form says as a whole and the definition does not."""
        for section in parts_of(self.form.get("sections"), "name"):
            title = section.get("title")
            if isinstance(title, str) and title.strip():
                self.report.lost(
                    "section", str(section["name"]), f"its title “{title.strip()}”: pages have no sections here"
                )
        for key, what in (("fees", "fee"), ("outputs", "output")):
            for each in parts_of(self.form.get(key)):
                name = each.get("name") or each.get("description") or what
                self.report.lost(what, str(name), "where answers go and what is paid is the council's to say")
        for key, value in self.form.items():
            if key not in self.form_keys | {"fees", "outputs"} and value not in (None, "", {}, [], False):
                self.report.lost("form", key, "not carried over")
        self.report.lost(
            "form", "answers without a limit", "held to 5,000 characters, 20,000 in several lines, 100 items"
        )


def controller_of(page: Part) -> str:
    """What runs a page, in small letters: ``./pages/summary.js`` is ``summary``."""
    return str(page.get("controller") or "").rpartition("/")[2].removesuffix(".js").casefold()


def _compare_dates(page: Part, steps: list[Part]) -> None:
    """The page's controller wants no date in the future, and the second not before the first."""
    options = page.get("options")
    named = options if isinstance(options, dict) else {}
    by_id = {step["id"]: step for step in steps}
    first, second = by_id.get(named.get("firstDateComponent")), by_id.get(named.get("secondDateComponent"))
    for each in (first, second):
        if each is not None and each["kind"] == "date":
            each.setdefault("notAfter", {"today": True})
    if first is not None and second is not None and second["kind"] == "date":
        second["notBefore"] = {"answer": first["id"]}
