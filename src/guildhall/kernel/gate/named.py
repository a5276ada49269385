"""What a finding calls a part of a definition: by the words that the designer sees on it."""

from guildhall.kernel.model import Text, words
from guildhall.kernel.question import Question
from guildhall.kernel.service import Fact, Outcome, Page
from guildhall.kernel.tables import DecisionTable

_LONGEST = 80
_LANGUAGES = {
    "en": "English",
    "cy": "Welsh",
    "pl": "Polish",
    "ur": "Urdu",
    "pa": "Punjabi",
    "gd": "Gaelic",
    "ga": "Irish",
}


def question_named(question: Question) -> str:
    """A question: The question “What is your name?”."""
    return f"The question {in_quotes(question.label, question.id)}"


def outcome_named(outcome: Outcome) -> str:
    """An outcome, by its title."""
    return f"The outcome {in_quotes(outcome.title, outcome.id)}"


def page_named(page: Page, questions: tuple[Question, ...] = ()) -> str:
    """A page, by its title or its only question."""
    text = page.title or (questions[0].label if questions else None)
    return f"The page {in_quotes(text, page.id)}"


def fact_named(fact: Fact) -> str:
    """A fact, by its title."""
    return f"The fact {in_quotes(fact.title, fact.id)}"


def table_named(table: DecisionTable) -> str:
    """A decision table, by its title."""
    return f"The table {in_quotes(table.title, table.id)}"


def in_quotes(text: Text | None, otherwise: str) -> str:
    """The words in English, else in the first language they have, cut where they are long."""
    return f"“{shortened(words(text, 'en') if text and is_said(text) else otherwise)}”"


def shortened(said: str, longest: int = _LONGEST) -> str:
    """Some words on one line, cut after ``longest`` characters."""
    line = " ".join(said.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def is_said(text: Text | None) -> bool:
    """Say whether there are any words at all."""
    return text is not None and any(each.strip() for each in text.values())


def language_named(code: str) -> str:
    """A language by its English name; by its code where it is none that we know."""
    return _LANGUAGES.get(code, code)


def listed(names: list[str], last: str = "and") -> str:
    """Several things one after another: a, b and c."""
    return f" {last} ".join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])
