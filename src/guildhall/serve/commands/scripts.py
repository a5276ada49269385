"""A service's script as text: what an advisor says on the telephone or across the counter, question by question."""

from collections.abc import Iterator
from datetime import date

from guildhall.channels import counter, phone
from guildhall.channels.phone import Prompt, Script
from guildhall.kernel.journey import Compiled, PageOfSteps
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import Text, words
from guildhall.kernel.saying import only_if, said
from guildhall.kernel.service import Outcome

_WORDS: dict[str, Text] = {
    "phone": {"en": "Script for the telephone", "cy": "Sgript ar gyfer y ffôn"},
    "counter": {"en": "Script for the counter", "cy": "Sgript ar gyfer y cownter"},
    "as-at": {"en": "As at {day}", "cy": "Fel ar {day}"},
    "edition": {"en": "Edition {hash}", "cy": "Rhifyn {hash}"},
    "explain": {"en": "If they ask", "cy": "Os byddant yn gofyn"},
    "key": {"en": "Press {key} for: {label}", "cy": "Pwyswch {key} ar gyfer: {label}"},
    "write": {"en": "Write down", "cy": "Ysgrifennwch"},
    "optional": {"en": "They may leave this out.", "cy": "Cânt adael hwn allan."},
    "read-back": {"en": "Read it back.", "cy": "Darllenwch ef yn ôl."},
    "spell": {"en": "Have it spelt out.", "cy": "Gofynnwch iddynt ei sillafu."},
    "then": {"en": "If {when}: go on to “{title}”.", "cy": "Os {when}: ewch ymlaen i “{title}”."},
    "else": {"en": "Otherwise go on to “{title}”.", "cy": "Fel arall ewch ymlaen i “{title}”."},
    "nowhere": {"en": "The form leads nowhere from here.", "cy": "Nid yw'r ffurflen yn arwain i unman o'r fan hon."},
    "ends": {"en": "How it ends", "cy": "Sut mae'n gorffen"},
    "when": {"en": "When: {when}.", "cy": "Pryd: {when}."},
    "fee": {"en": "Fee: {amounts}, set from {day}", "cy": "Ffi: {amounts}, wedi'i osod o {day}"},
}
_MAKERS = {"phone": phone.script, "counter": counter.script}


def script(service: Compiled, channel: str, language: str, day: date) -> str:
    """The whole script of a service in one language, with the fees in force on a local day. Ends with a line's end."""
    return "\n".join(_Text(service, channel, language, day).lines()) + "\n"


class _Text:
    def __init__(self, service: Compiled, channel: str, language: str, day: date) -> None:
        self.service = service
        self.channel = channel
        self.language = language
        self.day = day

    def lines(self) -> Iterator[str]:
        about = self.service.service
        yield words(about.title, self.language)
        yield self._say(self.channel)
        as_at = self._say("as-at", day=in_words(self.day.isoformat(), self.language))
        yield f"{as_at}. {self._say('edition', hash=about.hash()[:12])}."
        number = 0
        for page in self.service.pages.values():
            yield from self._heading(page)
            for prompt in self._script(page).prompts():
                number += 1
                yield ""
                yield from self._prompt(number, prompt)
            yield from self._routes(page)
        yield from self._outcomes()

    def _script(self, page: PageOfSteps) -> Script:
        return _MAKERS[self.channel](page.steps, self.language)

    def _heading(self, page: PageOfSteps) -> Iterator[str]:
        title = words(page.page.title, self.language) if page.page.title else None
        guidance = words(page.page.guidance, self.language) if page.page.guidance else None
        if title or guidance:
            yield ""
        if title:
            yield f"== {title} =="
        if guidance:
            yield from guidance.splitlines()

    def _prompt(self, number: int, prompt: Prompt) -> Iterator[str]:
        question = prompt.question
        if question.show_when is not None:
            yield only_if(question.show_when, self.service.service, self.language, self._named, theirs=True) + ":"
        yield f"{number}. {prompt.say}"
        if prompt.explain:
            yield f"   {self._say('explain')}: {' '.join(prompt.explain.split())}"
        for box in prompt.boxes:
            label = words(box.label, self.language) if box.label else None
            if label:
                yield f"   {label}:"
            keys = prompt.listen_for.get(box.key, ())
            for key, option in keys:
                yield f"   {self._say('key', key=key, label=option)}"
            if not keys and not label:
                hint = f" ({words(box.hint, self.language)})" if box.hint else ""
                yield f"   {self._say('write')}: ______{hint}"
        for flag, key in (
            (not question.required, "optional"),
            (prompt.read_back, "read-back"),
            (prompt.spell, "spell"),
        ):
            if flag:
                yield f"   {self._say(key)}"

    def _routes(self, page: PageOfSteps) -> Iterator[str]:
        routes = page.page.next
        if routes is None or (len(routes) == 1 and routes[0].when is None and routes[0].to in self._known()):
            return
        yield ""
        for route in routes:
            if route.when is None:
                yield self._say("else", title=self._title(route.to))
            else:
                when = said(route.when, self.service.service, self.language, self._named, theirs=True)
                yield self._say("then", when=when, title=self._title(route.to))
        if not routes:
            yield self._say("nowhere")

    def _outcomes(self) -> Iterator[str]:
        yield ""
        yield f"== {self._say('ends')} =="
        for outcome in self.service.service.outcomes:
            yield ""
            yield words(outcome.title, self.language)
            if outcome.when is not None:
                yield "   " + self._say(
                    "when", when=said(outcome.when, self.service.service, self.language, theirs=True)
                )
            for text in (outcome.next, outcome.contact):
                yield from (f"   {line}" for line in (words(text, self.language) if text else "").splitlines())
            if outcome.telephone:
                yield f"   {outcome.telephone}"
            yield from self._fees(outcome)

    def _fees(self, outcome: Outcome) -> Iterator[str]:
        table = self.service.tables.get(str(outcome.fee))
        edition = table.in_force(self.day) if table else None
        amounts = sorted({row.then for row in edition.rows if isinstance(row.then, int)}) if edition else []
        if edition and amounts:
            told = ", ".join(f"£{pence // 100}.{pence % 100:02}" for pence in amounts)
            yield "   " + self._say("fee", amounts=told, day=in_words(edition.from_.isoformat(), self.language))

    def _known(self) -> set[str]:
        return {*self.service.pages, *self.service.outcomes}

    def _title(self, place: str) -> str:
        page, outcome = self.service.pages.get(place), self.service.outcomes.get(place)
        title = page.page.title if page else outcome.title if outcome else None
        return words(title, self.language) if title else place

    def _named(self, question: object, language: str) -> str:
        label = getattr(question, "label", {})
        return f"“{words(label, language)}”"

    def _say(self, phrase: str, /, **places: str) -> str:
        return words(_WORDS[phrase], self.language).format(**places)
