"""Answering an erasure request: the person is told of each record in plain words, and what was to be erased is erased."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from guildhall.estate.door import words
from guildhall.kernel.clocks import local
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import words as in_language
from guildhall.ledger.door import Actor
from guildhall.serve.casework import acts, cases
from guildhall.serve.models import Case, RightsRequest
from guildhall.serve.privacy import erasing, requests
from guildhall.serve.privacy.beside import beside_cases
from guildhall.serve.privacy.erasing import Why
from guildhall.serve.privacy.judging import Judged, lay_out
from guildhall.serve.privacy.requests import NotKnown, RequestValue
from guildhall.serve.telling.notices import language_of


class NotAllDecided(ValueError):
    """Some records stand undecided: their references."""

    code = "not-all-decided"

    def __init__(self, records: Iterable[str]) -> None:
        self.records = tuple(records)
        super().__init__(", ".join(self.records))


def answer(*, request: RequestValue, actor: Actor, at: datetime) -> None:
    """Close the request with an answer to each record, and erase what was decided to go.

    Raises ``NotKnown``, ``Answered``, ``NotAllDecided``. What came under a hold meanwhile is undecided again.
    """
    with transaction.atomic():
        judged = lay_out(request=request, at=at)
        undecided = [each.record for each in judged if not each.decided]
        if request.known_at is None:
            raise NotKnown(request.case.reference)
        if undecided:
            raise NotAllDecided(undecided)
        requests.answer(request=request, actor=actor, at=at)
        told = told_of(request=request, judged=judged)
        acts.close(case=request.case, outcome="done", told=told, actor=actor, at=at)
        row = RightsRequest.objects.get(id=request.id)
        beside = {each.record: each for each in beside_cases(parties=request.parties, at=at)}
        kept = frozenset(each.record for each in judged if each.decided == "keep")
        for each in judged:
            why = Why("request", each.because, row)
            if each.record in kept:
                continue
            if each.record in beside:
                erasing.erase_beside(found=beside[each.record], why=why, actor=actor, at=at)
            elif each.record.startswith("party/"):
                began = local(at).date()
                erasing.erase_person(party=each.record, why=why, began=began, actor=actor, at=at, kept=kept)
            else:
                _erase_case(each, why, actor, at)


def told_of(*, request: RequestValue, judged: Iterable[Judged]) -> str:
    """What the person is told: each record, what becomes of it and why, and whom they may ask to look at it again."""
    language = language_of(request.case)
    lines = [_line(each, language) for each in judged]
    said = words("serve")
    return "\n\n".join([said.say("rights-erasure-opens", language), *lines, said.say("rights-challenge", language)])


def _line(judged: Judged, language: str) -> str:
    said = words("serve")
    until = in_words(judged.until.isoformat(), language) if judged.until else ""
    because = said.say(f"rights-because-{judged.because}", language, until=until)
    if judged.decided and judged.decided != judged.proposed:
        because = judged.why
    done = said.say(f"rights-done-{judged.decided or judged.proposed}", language)
    return f"{_what(judged, language)}: {done} {because}"


def _what(judged: Judged, language: str) -> str:
    kind, _, key = judged.record.partition("/")
    day = in_words(judged.on.isoformat(), language) if judged.on else ""
    if kind == "case":
        live = cases.find(reference=key).live
        title = in_language(live.service.title, language)
        return words("serve").say("rights-what-case", language, service=title, reference=key, day=day)
    if kind == "party":
        return words("serve").say("rights-what-person", language)
    return words("serve").say(f"rights-what-{kind}", language, day=day)


def _erase_case(judged: Judged, why: Why, actor: Actor, at: datetime) -> None:
    number = Case.objects.values_list("id", flat=True).get(reference=judged.record.removeprefix("case/"))
    act = erasing.erase_case if judged.decided == "erase" else erasing.anonymise_case
    done = act(case=number, why=why, actor=actor, at=at)
    if not done:  # it came under a hold in this very moment, and nobody is told of what is not done
        raise NotAllDecided([judged.record])
