"""Findings about words that stand twice, so that nobody can tell which is which."""

from collections.abc import Iterable, Iterator, Mapping

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.named import in_quotes, language_named, listed, question_named, shortened
from guildhall.kernel.model import Text
from guildhall.kernel.question import Question

FINDS: Mapping[str, Severity] = {
    "words.duplicate-title": "warns",
    "words.duplicate-question": "blocks",
    "words.duplicate-option": "blocks",
}


def findings(examined: Examined) -> Iterator[Finding]:
    """Pages, questions and options that read alike where both are before one person."""
    yield from _pages(examined)
    yield from _questions(examined)
    for question in examined.questions:
        yield from _options(examined, question)


def _pages(examined: Examined) -> Iterator[Finding]:
    titled = [page for page in examined.compiled.pages.values() if page.page.title]
    beyond = examined.ways.beyond
    for alike in _alike([(page.id, page.page.title or {}) for page in titled], examined.service.languages):
        met = [
            name
            for place, name in enumerate(alike.names)
            if any(name in beyond[before] or before in beyond[name] for before in alike.names[:place])
        ]
        if met:
            count = "Two pages" if len(met) == 1 else f"{len(met) + 1} pages"
            yield examined.finding(
                "words.duplicate-title",
                FINDS["words.duplicate-title"],
                met[0],
                f"{count} that one person can come to have the title “{alike.said}” in {alike.languages}:"
                " give each a title that says what it is about.",
            )


def _questions(examined: Examined) -> Iterator[Finding]:
    """Questions of one person with the same words: where answers are checked, they cannot be told apart."""
    service, ways = examined.service, examined.ways
    named = {question.id: question for question in examined.questions}
    groups: list[tuple[Question, ...]] = [service.steps]
    groups += [question.inner() for question in examined.questions if question.inner()]
    for steps in groups:
        for alike in _alike([(step.id, step.label) for step in steps], service.languages):
            for place, other in enumerate(alike.names):
                clash = [
                    before
                    for before in alike.names[:place]
                    if before != other
                    and (
                        ways.together(named[before], named[other])
                        if steps is service.steps
                        else not ways.exclude(named[before].show_when, named[other].show_when)
                    )
                ]
                if clash:
                    yield examined.finding(
                        "words.duplicate-question",
                        FINDS["words.duplicate-question"],
                        other,
                        f"The same person can be asked “{alike.said}” twice (at {listed([clash[0], other])}, in"
                        f" {alike.languages}) and cannot tell the answers apart when checking them: word each for what"
                        " it asks.",
                    )


def _options(examined: Examined, question: Question) -> Iterator[Finding]:
    offered = [option for box in question.boxes("parts") for option in box.options] if not question.inner() else []
    codes = {option.code: option for option in offered}
    for alike in _alike([(code, option.label) for code, option in codes.items()], examined.service.languages):
        yield examined.finding(
            "words.duplicate-option",
            FINDS["words.duplicate-option"],
            question.id,
            f"{question_named(question)} has options that read alike in {alike.languages}: {listed(list(alike.names))}"
            f" are both {in_quotes(codes[alike.names[0]].label, alike.said)}. Word each for what it means.",
        )


class _Alike:
    """Things that read alike, and in which languages."""

    def __init__(self, names: tuple[str, ...], said: str, languages: list[str]) -> None:
        self.names = names
        self.said = said
        self.languages = listed([language_named(each) for each in languages])


def _alike(named: Iterable[tuple[str, Text]], languages: Iterable[str]) -> Iterator[_Alike]:
    """Names whose words are the same in a language; told once, with every language in which they are."""
    given = dict(reversed(list(named)))
    order = list(reversed(list(given)))
    found: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    for language in languages:
        by_words: dict[str, list[str]] = {}
        for name in order:
            said = _bare(given[name].get(language, ""))
            if said:
                by_words.setdefault(said, []).append(name)
        for names in by_words.values():
            if len(names) > 1:
                said = shortened(given[names[0]][language])
                found.setdefault(tuple(names), (said, []))[1].append(language)
    for each, (said, heard) in found.items():
        yield _Alike(each, said, heard)


def _bare(said: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in said.casefold()).split())
