"""Forms of Open Forms (Open Formulieren), handed over as a zip archive of JSON.

A form is steps in order, each with components of Form.io. Rules in JsonLogic show and hide components, pass over steps, and
stop a person from going on: that becomes an end of the journey with the words that the rule shows. Its words are in Dutch
unless it is said otherwise. Faults are carried over.
"""

from copy import deepcopy
from typing import IO

from guildhall.catalogue.importing.losses import Imported, Report
from guildhall.catalogue.importing.naming import Codes, code_of
from guildhall.catalogue.importing.open_forms_archive import Export, export_of
from guildhall.catalogue.importing.open_forms_logic import Logic
from guildhall.catalogue.importing.open_forms_questions import Questions
from guildhall.catalogue.importing.open_forms_rules import Effects, Rules, Steps, Stop
from guildhall.catalogue.importing.open_forms_words import Wording
from guildhall.catalogue.importing.reading import whole
from guildhall.catalogue.importing.xgov_words import Owner, Words, joined
from guildhall.kernel.model import Json, Text
from guildhall.kernel.service import CHANNELS

ARCHIVE = True
Part = dict[str, Json]

_PLAIN = {
    "uuid", "name", "internal_name", "slug", "url", "steps", "active", "is_deleted", "translations", "translation_enabled",
    "explanation_template", "introduction_page_content", "submission_confirmation_template", "show_progress_indicator",
    "show_summary_progress", "required_fields_with_asterisk", "display_main_website_link", "include_confirmation_page_content_in_pdf",
    "confirmation_email_option", "send_confirmation_email", "literals", "submissions_removal_options", "confirmation_email_template",
    "cosign_has_link_in_email", "new_renderer_enabled", "new_logic_evaluation_enabled", "ask_privacy_consent",
    "ask_statement_of_truth", "authentication_backends", "login_required", "auto_login_authentication_backend",
}  # fmt: skip
"""Keys of a form that are read, that say only how a web page looks, or that are named apart."""


def read(archive: IO[bytes], *, service: str, language: str | None = None) -> Imported:
    """Turn an export, held in memory, into a definition with the id ``service``; its words are in Dutch unless it is said.

    Raises ``NotThatForm``.
    """
    report = Report()
    return _Import(export_of(archive, report), language or "nl", report).imported(service)


class _Import:
    """One export on its way into a definition."""

    def __init__(self, export: Export, language: str, report: Report) -> None:
        self.export = export
        self.report = report
        self.wording = Wording(Words(language, report))
        self.codes = Codes()
        self.steps = [self._step(step) for step in export.steps]
        self.page_ids = [self.codes.next(str(step.get("slug") or step.get("name") or "step")) for step in self.steps]
        self.questions = Questions(self.wording, self._may_be_passed_over())
        for page, step in zip(self.page_ids, self.steps, strict=True):
            self.questions.meet(_components(step), page)

    def imported(self, service: str) -> Imported:
        """The definition and its losses."""
        logic = Logic(self.questions.fields)
        passed_over = [
            page for page, step in zip(self.page_ids, self.steps, strict=True) if step.get("is_applicable") is False
        ]
        known = Steps(self._names_of_steps(), passed_over)
        effects = Rules(self.questions.hidden, known, logic, self.report).work(self.export.rules)
        self.questions.show_by(logic, effects.shown, {key for stop in effects.stops for key in stop.shows})
        pages: list[Part] = []
        steps: list[Part] = []
        forks: dict[str, Json] = {}
        for page, step in zip(self.page_ids, self.steps, strict=True):
            asked = logic.opposite(effects.passed_over.get(page, False))
            if asked is False:
                self.report.lost(
                    "step", str(step.get("slug")), "it is passed over, and no rule brings it back: it is never asked"
                )
            found, guidance = self.questions.on(_components(step), page, asked)
            steps += found
            pages.append(self._page(page, step, guidance, first=not pages))
            if not found and asked is not True:
                forks[page] = asked
        outcomes = [*self._stops(effects, service), self._sent()]
        _fork(pages, forks, outcomes[-1]["id"])
        self._rest()
        form = self.export.form
        title = self.wording.label(form, "name", Owner("form", service, None)) or {self.wording.language: service}
        definition: Part = {
            "guildhall": 1,
            "id": code_of(service),
            "status": "draft",
            "languages": self._languages([title], pages, steps),
            "title": title,
            "channels": {name: {"enabled": True} for name in CHANNELS},
            "pages": pages,
            "steps": steps,
            "outcomes": outcomes,
        }
        return Imported({key: held for key, held in definition.items() if held}, tuple(self.report.losses))

    def _step(self, step: Part) -> Part:
        """A step with what stands on it: its own, or that of the definition that it names."""
        named = step.get("form_definition")
        wanted = named.rstrip("/").rpartition("/")[2] if isinstance(named, str) else step.get("slug")
        known = [each for each in self.export.definitions if wanted and wanted in (each.get("uuid"), each.get("slug"))]
        definition = next(iter(known), None)
        if definition is None and not isinstance(step.get("configuration"), dict):
            self.report.lost("step", str(step.get("slug")), "what stands on it is not in the archive")
        own = {key: held for key, held in step.items() if held not in (None, "", {}, [])}
        return deepcopy({**(definition or {}), **own})

    def _names_of_steps(self) -> dict[str, str]:
        """The page of each name by which a rule may call a step."""
        found: dict[str, str] = {}
        for page, step in zip(self.page_ids, self.export.steps, strict=True):
            for key in ("uuid", "slug", "url", "form_definition"):
                held = step.get(key)
                if isinstance(held, str) and held:
                    found.setdefault(held.rstrip("/").rpartition("/")[2], page)
        return found

    def _may_be_passed_over(self) -> set[str]:
        kinds = {
            str(each["action"].get("type"))
            for rule in self.export.rules
            for each in whole(rule.get("actions"))
            if isinstance(each.get("action"), dict)
        }
        return set(self.page_ids) if kinds & {"step-not-applicable", "step-applicable"} else set()

    def _page(self, page: str, step: Part, guidance: list[Text], *, first: bool) -> Part:
        source = str(step.get("slug") or page)
        owner = Owner("step", source, source)
        found: Part = {"id": page, "source": source}
        if title := self.wording.label(step, "name", owner):
            found["title"] = title
        told = [self._of_form("introduction_page_content"), self._of_form("explanation_template")] if first else []
        if words := joined([each for each in (*told, *guidance) if each]):
            found["guidance"] = words
        if step.get("login_required") is True:
            self.report.lost(
                "step", source, "one must log in for it: how people show who they are is the council's to say"
            )
        return found

    def _stops(self, effects: Effects, service: str) -> list[Part]:
        """An end of the journey for each rule that lets nobody go on, with the words that it shows."""
        found: list[Part] = []
        for stop in effects.stops:
            name = str(stop.rule.get("description") or "disable-next")
            if isinstance(stop.when, bool):
                self.report.lost(
                    "action", name, f"it {'always' if stop.when else 'never'} stops everybody: not carried over"
                )
                continue
            found.append(self._stop(stop, service))
            self.report.lost(
                "action", name, "a button that cannot be pressed: here the journey ends with the words beside it"
            )
        return found

    def _stop(self, stop: Stop, service: str) -> Part:
        owner = Owner("rule", str(stop.rule.get("description") or "disable-next"), None)
        words = joined([each for key in stop.shows if (each := self.questions.told(key))])
        title = self.wording.label(stop.rule, "description", owner)
        title = title or self.wording.label(self.export.form, "name", Owner("form", service, None))
        outcome: Part = {"id": self.codes.next("stopped"), "kind": "exit", "when": stop.when}
        outcome["title"] = title or {self.wording.language: "stopped"}
        return outcome | ({"next": words} if words else {})

    def _sent(self) -> Part:
        title = self.wording.label(self.export.form, "name", Owner("form", "name", None))
        outcome: Part = {
            "id": self.codes.next("sent"),
            "kind": "submit",
            "title": title or {self.wording.language: "sent"},
        }
        words = self._of_form("submission_confirmation_template")
        return outcome | ({"next": words} if words else {})

    def _of_form(self, key: str) -> Text | None:
        return self.wording.guidance(self.export.form, key, Owner("form", key, None))

    def _languages(self, titles: list[Text], pages: list[Part], steps: list[Part]) -> list[str]:
        texts = [*titles, *(page.get("title", {}) for page in pages), *(step["label"] for step in steps)]
        return list(dict.fromkeys([self.wording.language, *(language for text in texts for language in text)]))

    def _rest(self) -> None:
        """Name what the form says as a whole and the definition does not."""
        form = self.export.form
        for key, value in form.items():
            if (
                key not in _PLAIN
                and value not in (None, "", {}, [], False)
                and (key, value) != ("submission_allowed", "yes")
            ):
                self.report.lost("form", key, "not carried over")
        for backend in form["authentication_backends"] if isinstance(form.get("authentication_backends"), list) else ():
            self.report.lost("form", f"login with {backend}", "how people show who they are is the council's to say")
        self._of_the_council(form)
        for variable in self.export.variables:
            if variable.get("source") == "user_defined":
                self.report.lost("variable", str(variable.get("key")), "a value that is worked out and never asked")

    def _of_the_council(self, form: Part) -> None:
        """Name what is not the form's to say here."""
        literals = form.get("literals")
        for key, held in literals.items() if isinstance(literals, dict) else ():
            if isinstance(held, dict) and held.get("value"):
                self.report.lost("form", key, "its own words for a button")
        removal = form.get("submissions_removal_options")
        for key, held in removal.items() if isinstance(removal, dict) else ():
            if held not in (None, ""):
                self.report.lost("form", key, "how long answers are kept is the council's to say")
        email = form.get("confirmation_email_template")
        if isinstance(email, dict) and any(email.get(key) for key in ("subject", "content", "translations")):
            self.report.lost("form", "confirmation email", "what is written to people is the council's to say")
        for key in ("ask_privacy_consent", "ask_statement_of_truth"):
            if form.get(key) == "required":
                self.report.lost("form", key, "every channel has a check of its own")


def _fork(pages: list[Part], forks: dict[str, Json], end: str) -> None:
    """Lead round a page that asks nothing where it is passed over. A page with questions is: they are not asked."""
    for place, page in enumerate(pages[:-1]):
        routes: list[Part] = []
        for later in pages[place + 1 :]:
            when = forks.get(later["id"], True)
            if when is not False:
                routes.append({"to": later["id"]} | ({"when": when} if when is not True else {}))
            if when is True:
                break
        else:
            routes.append({"to": end})
        if pages[place + 1]["id"] in forks:
            page["next"] = routes


def _components(step: Part) -> list[Part]:
    configuration = step.get("configuration")
    return whole(configuration.get("components")) if isinstance(configuration, dict) else []
