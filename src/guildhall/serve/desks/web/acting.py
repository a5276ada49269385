"""Who may act for somebody in a case of theirs, as they are told when they follow it; and how they end it, at once."""

from dataclasses import dataclass
from datetime import datetime

from guildhall.estate.door import words
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.people.door import names_of, represented_by
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.desks.web.showing import CHANNEL, RESIDENT
from guildhall.serve.helping.representing import matter_of_case
from guildhall.serve.helping.withdrawing import withdraw


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who may act for them. ``wording`` is what they agreed to, in the ``language`` in which it was said."""

    id: int
    name: str
    basis: str
    since: str
    wording: str
    language: str


def acting(case: CaseValue, lang: str, at: datetime) -> tuple[Acting, ...]:
    """Everybody who may hear of a case or speak in it now, the newest first."""
    matter, said = matter_of_case(case), words("serve")
    given = represented_by(reference=matter.principal) if matter.principal else ()
    stand = [each for each in given if each.stands(at) and each.covers(matter.about)]
    names = names_of(references={each.agent for each in stand}) if stand else {}
    return tuple(
        Acting(
            each.id,
            names.get(each.agent) or said.say("web-acts-no-name", lang),
            said.say(f"web-acts-{each.basis}", lang),
            in_words(local(each.since).date().isoformat(), lang),
            each.wording,
            each.language,
        )
        for each in stand
    )


def end(case: CaseValue, representation: str, lang: str, at: datetime) -> None:
    """End what may be ended from this page. What has ended already, or is none of theirs, stays as it is."""
    for each in acting(case, lang, at):
        if str(each.id) == representation:
            withdraw(representation=each.id, channel=CHANNEL, actor=RESIDENT, at=at)
