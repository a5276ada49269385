"""Flows of GOV.UK's Smart Answers, written out as JSON: questions that lead to one another and end in advice.

A flow holds ``start``, the question to begin with; ``nodes``, the questions, each with its options and what follows each of
them; ``outcomes``; and ``texts``, the templates in which the words stand. Nothing is sent: every outcome is advice. Answers
keep the codes that they have in the flow, "yes" and "no" among them.
"""

from guildhall.catalogue.importing.losses import Imported, NotThatForm, Report
from guildhall.catalogue.importing.naming import Names, code_of
from guildhall.catalogue.importing.reading import form_in_json
from guildhall.catalogue.importing.smart_answers_questions import SEVERAL, kind_of, options_of, sort_of
from guildhall.catalogue.importing.smart_answers_words import Template, templates
from guildhall.kernel.model import Json
from guildhall.kernel.service import CHANNELS

Part = dict[str, Json]
_FLOW_KEYS = {"source", "start", "nodes", "outcomes", "texts", "name", "flow", "status"}
_NODE_KEYS = {"type", "options", "next", "kind", "id"}
_OTHERWISE = ("default", "*", "else", "otherwise")
"""Keys under which a flow may say what follows any other answer."""


def read(text: str, *, service: str, language: str | None = None) -> Imported:
    """Turn a flow into a definition with the id ``service``, its words in ``language`` (English where it is left out).

    Raises ``NotThatForm``.
    """
    report = Report()
    flow = form_in_json(text, report)
    nodes = flow.get("nodes") if isinstance(flow, dict) else None
    if not isinstance(nodes, dict) or not any(isinstance(node, dict) for node in nodes.values()):
        raise NotThatForm("it is not a flow of Smart Answers: it has no nodes")
    return _Import(flow, language or "en", report).imported(service)


class _Import:
    """One flow on its way into a definition."""

    def __init__(self, flow: Part, language: str, report: Report) -> None:
        self.flow = flow
        self.language = language
        self.report = report
        self.nodes: dict[str, Part] = {
            name: node for name, node in flow["nodes"].items() if isinstance(node, dict) and _asks(node)
        }
        for name in flow["nodes"].keys() - self.nodes.keys():
            if not isinstance(flow["nodes"][name], dict):
                self.report.lost("question", name, "what stands there is no question")
        self.outcomes = self._named_outcomes()
        self.codes = Names()
        for name in (*self.nodes, *self.outcomes):
            if self.codes.code(name) != name.rstrip("?"):
                self.report.lost("name", name, f"it cannot stand as a code: it is {self.codes.code(name)}")
        self.texts = templates(flow.get("texts"), self.report)
        self.missing: set[str] = set()

    def imported(self, service: str) -> Imported:
        """The definition and its losses."""
        pages = [self._page(name, node) for name, node in self.nodes.items()]
        steps = [self._step(name, node) for name, node in self.nodes.items()]
        outcomes = [self._outcome(name) for name in self.outcomes if name not in self.nodes]
        front = self.texts.of("start", "start")
        title = front.label("title") or self._words(self.flow.get("name")) or service
        definition: Part = {
            "guildhall": 1,
            "id": code_of(service),
            "status": "draft",
            "languages": [self.language],
            "title": {self.language: title},
            "summary": {self.language: summary} if (summary := front.label("meta_description")) else None,
            "channels": {name: {"enabled": True} for name in CHANNELS},
            "start": self._start(),
            "pages": pages,
            "steps": steps,
            "outcomes": outcomes,
        }
        self._begin_with(front, definition)
        self._rest()
        return Imported({key: held for key, held in definition.items() if held}, tuple(self.report.losses))

    def _named_outcomes(self) -> list[str]:
        """The outcomes by name, whether listed, keyed or standing among the nodes."""
        listed = self.flow.get("outcomes")
        named = [each.get("id") if isinstance(each, dict) else each for each in _list(listed)]
        named += list(listed) if isinstance(listed, dict) else []
        named += [name for name, node in self.flow["nodes"].items() if isinstance(node, dict) and not _asks(node)]
        return list(dict.fromkeys(name for name in named if isinstance(name, str) and name.strip()))

    def _words(self, held: Json) -> str | None:
        return " ".join(held.split()) or None if isinstance(held, str) else None

    def _start(self) -> str:
        start = self.flow.get("start")
        if not isinstance(start, str) or not start:
            self.report.lost("flow", "start", "it names no question to begin with: the first one is taken")
            return self.codes.code(next(iter(self.nodes), "start"))
        return self._target(start, None)

    def _begin_with(self, front: Template, definition: Part) -> None:
        """The words of the landing page stand above the first question: a page without a question is passed over."""
        first = next((page for page in definition["pages"] if page["id"] == definition["start"]), None)
        words = front.guidance("body", "post_body")
        if words and first is not None:
            own = first.get("guidance", {}).get(self.language)
            first["guidance"] = {self.language: f"{words}\n\n{own}" if own else words}
        elif words:
            self.report.lost(
                "text", "start", "the words of the landing page: there is no first question to put them at"
            )

    def _page(self, name: str, node: Part) -> Part:
        words = self.texts.of("questions", name)
        page: Part = {"id": self.codes.code(name), "source": name, "next": self._routes(name, node)}
        if guidance := words.guidance("body", "post_body"):
            page["guidance"] = {self.language: guidance}
        for key in node.keys() - _NODE_KEYS:
            self.report.lost("question", name, f"its {key} is not carried over", name)
        return page

    def _step(self, name: str, node: Part) -> Part:
        words = self.texts.of("questions", name)
        step: Part = {"id": self.codes.code(name), **kind_of(name, node, self.report)}
        if step["kind"] in {"choice", "choices"}:
            step["options"] = options_of(name, node, words, self.language, self.report)
        if not (title := words.label("title")):
            self.report.lost("text", name, "it has no title in the texts: it is asked by its name", name)
        step["label"] = {self.language: title or name}
        if hint := words.guidance("hint"):
            step["help"] = {self.language: hint}
        if message := words.label("error_message"):
            step["messages"] = {"missing": {self.language: message}}
        words.leftovers(name)
        return step | {"page": step["id"]}

    def _routes(self, name: str, node: Part) -> list[Part]:
        """A way for each answer, in the order of the flow, and last the one that is taken for any other."""
        ways = node.get("next")
        if (always := _target_of(ways)) is not None:
            return [{"to": self._target(always, name)}]
        if not isinstance(ways, dict):
            if ways not in (None, {}, []):
                self.report.lost("way", name, "what follows it is not written out: it leads nowhere", name)
            return []
        several = sort_of(node) in SEVERAL
        routes: list[Part] = []
        last: list[Part] = []
        for answer, way in ways.items():
            target = _target_of(way)
            if target is None:
                self.report.lost("way", answer, "it does not say where it leads", name)
            elif answer in _OTHERWISE and answer not in self._codes_of(node):
                last = [{"to": self._target(target, name)}]
            else:
                asked = {"answer": self.codes.code(name), "contains" if several else "is": answer}
                routes.append({"to": self._target(target, name), "when": asked})
        unled = [code for code in self._codes_of(node) if code not in ways] if not last else []
        for code in unled:
            self.report.lost("way", code, "nothing follows this answer: it leads nowhere", name)
        return routes + last

    def _codes_of(self, node: Part) -> list[str]:
        options = node.get("options")
        listed = list(options) if isinstance(options, dict) else _list(options)
        return [str(each.get("value", "")) if isinstance(each, dict) else str(each) for each in listed]

    def _target(self, name: str, page: str | None) -> str:
        """The code of a question or outcome; of one that the flow does not have, a code that names nothing."""
        if name not in self.nodes and name not in self.outcomes:
            self.report.lost("way", name, "there is no such question or outcome: it is kept and leads nowhere", page)
        return self.codes.code(name)

    def _outcome(self, name: str) -> Part:
        words = self.texts.of("outcomes", name)
        title = words.label("title")
        if not title:
            title = name.rstrip("?").replace("_", " ").replace("-", " ").strip().capitalize() or name
            self.report.lost("outcome", name, f"it has no title in the texts: it is called “{title}”", name)
        outcome: Part = {"id": self.codes.code(name), "kind": "exit", "title": {self.language: title}}
        if told := words.guidance("body", "post_body", "next_steps"):
            outcome["next"] = {self.language: told}
        words.leftovers(name)
        return outcome

    def _rest(self) -> None:
        """Name what the flow says as a whole and the definition does not."""
        for name in self.outcomes:
            if name in self.nodes:
                self.report.lost("outcome", name, "a question has the same name: the question counts")
        for path in self.texts.unused():
            self.report.lost("text", path, "no question or outcome uses it")
        for key, value in self.flow.items():
            if key not in _FLOW_KEYS and value not in (None, "", {}, [], False):
                self.report.lost("flow", key, "not carried over")


def _asks(node: Part) -> bool:
    return isinstance(node.get("type"), str) and node["type"] != "outcome"


def _list(held: Json) -> list[Json]:
    return held if isinstance(held, list) else []


def _target_of(way: Json) -> str | None:
    """Where a way leads: written out as a name, or as an object with its kind and id."""
    named = way.get("id") if isinstance(way, dict) else way
    return named if isinstance(named, str) and named else None
