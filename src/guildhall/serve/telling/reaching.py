"""Reaching somebody: what they gave in their case, what we know of them, and so the ways to tell them something."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from guildhall.estate.door import Onlooker, council
from guildhall.kernel.canonical import read_json
from guildhall.kernel.journey import Compiled
from guildhall.kernel.model import Json
from guildhall.kernel.notices import Choice, Kind, Point, Way, choose, is_mobile, why_stopped
from guildhall.kernel.question import Question
from guildhall.people.door import NoSuchParty, Portrait, language_of, languages_of, portrait
from guildhall.serve.models import Case
from guildhall.serve.publishing import editions

WAYS: dict[str, Kind] = {"email": "email", "telephone": "sms", "address": "letter"}
"""The kind of question whose answer tells where to send, and the kind of message that goes there if it can."""

CHOICE = "contact-by"
"""The step in which a person chooses how to be told; its codes are the kinds of message, or ``none``."""

LETTERS, LETTERS_TO, KEPT = "letters", "letters-to", "library"
"""The step in which a person chooses where letters go; that which asks for an address of their own; and the choice of letters
that are kept for them, so that none goes to a home."""

MOVES = "moved-on"
"""The step that tells from which day somebody lives at the last address that everybody is asked for; until then, at the first."""

_HOUSE = Onlooker(account="", teams=None, works=None, people=True, safeguards=True)
"""The house itself, when it writes to somebody. It shows nobody what it sees."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody for telling them something.

    ``unwilling``: they do not wish to be told. ``ring``: they wish to be rung, though something in writing may reach them.
    """

    points: tuple[Point, ...]
    asked: tuple[Way, ...]
    needs: frozenset[str]
    protected: bool
    language: str
    unwilling: bool
    ring: bool = False

    def choice(self, *, allowed: Collection[Kind], just_now: Way | None = None) -> Choice:
        """The ways to tell them; ``just_now`` is one they chose while they were spoken to, and comes before all."""
        asked = (just_now, *self.asked) if just_now else self.asked
        return choose(
            points=self.points,
            asked=asked,
            needs=self.needs,
            protected=self.protected,
            allowed=allowed,
            ring=self.ring and just_now is None,
        )

    def why_stopped(self, way: Way, *, wished: bool) -> str:
        """Why a way may not be used any more, as a code; empty where it may."""
        return why_stopped(way, points=self.points, needs=self.needs, protected=self.protected, wished=wished) or ""


def known_of(case: Case, on: date | None = None) -> Known:
    """What is known for writing about a case on a day; without one, wherever they say that they will be.

    Eight statements where its customer is registered, none where they are not.
    """
    live = editions.of_hash(edition=case.edition_id)
    answers = read_json(case.answers)
    asked = given_ways(live.compiled, answers, case.language, on)
    known = _known(case.customer, case.language, asked, unwilling=answers.get(CHOICE) == "none")
    return replace(known, ring=wishes_call(answers))


def wishes_call(answers: Mapping[str, Json]) -> bool:
    """Whether somebody chose to be rung, though something in writing may reach them."""
    return answers.get(CHOICE) == "call"


def known_of_somebody(*, party: str, language: str) -> Known:
    """What is known of somebody whom no case is about; ``language`` is used where theirs is not known. They may be nobody."""
    return _known(party, language, (), unwilling=False)


def language_for(*, party: str, language: str) -> str:
    """The language in which somebody is told: theirs where the council writes in it, else ``language``. Two statements."""
    return _ours(language_of(reference=party) if party else "", language)


def languages_for(*, cases: Collection[Case]) -> dict[int, str]:
    """The language in which the customer of each of these cases is told, by its id. Two statements, however many."""
    known = languages_of(references={each.customer for each in cases if each.customer})
    return {each.pk: _ours(known.get(each.customer, ""), each.language) for each in cases}


def points_of(them: Portrait) -> tuple[Point, ...]:
    """The ways of contact of somebody, for the one rule of safety. Also those that are withheld from whoever looks."""
    if them.withheld:
        them = portrait(reference=them.reference, onlooker=_HOUSE)
    return tuple(
        Point(
            each.kind,
            each.value,
            each.safe,
            verified=each.verified_at is not None,
            preferred=each.preferred,
            may_leave_message=each.may_leave_message,
        )
        for each in them.contacts
    )


def _known(party: str, language: str, asked: tuple[Way, ...], *, unwilling: bool) -> Known:
    """Their own language is used where it is one in which the council writes."""
    try:
        them = portrait(reference=party, onlooker=_HOUSE) if party else None
    except NoSuchParty:
        them = None
    if them is None:
        return Known((), asked, frozenset(), protected=False, language=language, unwilling=unwilling)
    return Known(
        points=points_of(them),
        asked=asked,
        needs=frozenset(each.code for each in them.needs),
        protected=them.protected,
        language=_ours(them.language, language),
        unwilling=unwilling,
    )


def _ours(spoken: str, otherwise: str) -> str:
    """The language that somebody speaks where the council writes in it."""
    return spoken if spoken in council().languages else otherwise


def given_ways(service: Compiled, answers: dict[str, Json], language: str, on: date | None = None) -> tuple[Way, ...]:
    """The ways that somebody gave among their answers, the one they chose first; else email, text, letter and call in that order.

    A number is one to ring where they asked for it, and where no text arrives, unless they chose to be told by text there. What
    they gave once they had chosen goes before what they gave for something else, such as the number that a fitter rings. A letter
    goes where they say that letters go, else to where they live on that day.
    """
    wanted, post = answers.get(CHOICE), letters_to(service, answers, on)
    found: dict[Kind, str] = {}
    for name in _from_the_choice_on(service):
        question, given = service.steps[name], answers.get(name)
        kind = WAYS.get(question.kind)
        if kind is None or given is None or (kind == "letter" and question is not post):
            continue
        shown = question.shown(given, language)
        to_ring = kind == "sms" and wanted != "sms" and (wanted == "call" or not is_mobile(shown))
        found.setdefault("call" if to_ring else kind, shown)
    order = sorted(found, key=lambda kind: (kind != wanted, ("email", "sms", "letter", "call").index(kind)))
    return tuple(Way(kind, found[kind]) for kind in order)


def letters_to(service: Compiled, answers: Mapping[str, Json], on: date | None = None) -> Question | None:
    """The question whose answer is where letters reach somebody on a day; without one, wherever they say that they will be."""
    if answers.get(LETTERS_TO):
        return service.steps.get(LETTERS_TO)
    lives = None if answers.get(LETTERS) == KEPT else home(service, answers, on)
    return None if lives is None or answers[lives.id].get("noFixedAddress") else lives


def home(service: Compiled, answers: Mapping[str, Json], on: date | None = None) -> Question | None:
    """The question whose answer tells where somebody lives on a day, as far as we are told; without one, where they will live.

    That is the last address which everybody is asked for (whoever moved gives the new one last), else the first of the others.
    """
    given = [each for each in service.steps.values() if each.kind == "address" and answers.get(each.id)]
    of_all = [each for each in given if each.show_when is None]
    moves = answers.get(MOVES)
    stays = on is not None and moves is not None and date.fromisoformat(moves) > on
    return next(iter(of_all[:1] if stays else of_all[-1:]), given[0] if given else None)


def _from_the_choice_on(service: Compiled) -> list[str]:
    """The steps of a service, those that follow the choice of how to be told first."""
    names = list(service.steps)
    at = names.index(CHOICE) if CHOICE in names else 0
    return [*names[at:], *names[:at]]
