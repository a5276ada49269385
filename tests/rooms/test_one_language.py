"""Promises of language: whoever is written to reads one language, theirs, whatever the case was opened in."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from tests.rooms.acquainted import ASHA, POTHOLE, person
from tests.rooms.complained import ABOUT_BINS
from tests.rooms.council import AMIR, MILL_LANE, MISSED_BIN, WEDNESDAY, in_force
from tests.rooms.promising import promised

from guildhall.estate.door import ClosureValue
from guildhall.kernel.clocks import Term
from guildhall.kernel.model import Json
from guildhall.ledger.door import Actor
from guildhall.serve.answering import journeys
from guildhall.serve.casework import acts, cases, complaints, determinations, inspections, opening, reopening, stages
from guildhall.serve.casework.cases import CaseValue
from guildhall.serve.casework.determinations import REASONS, Draft, Reason
from guildhall.serve.contacts import moving
from guildhall.serve.helping import constituents
from guildhall.serve.helping.constituents import Constituent
from guildhall.serve.joining import relations, splitting, telling
from guildhall.serve.models import Message
from guildhall.serve.obligations import acting, recomputing
from guildhall.serve.obligations.standing import PROMISE
from guildhall.serve.privacy import carrying_out, giving, judging, requests
from guildhall.serve.telling import messages, news, textblocks, wordings

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

LATER = WEDNESDAY + timedelta(hours=1)
TRAINING = ClosureValue(date(2026, 11, 20), "Training", "Hyfforddiant")
REFUSED = Draft("refused", "§", tuple(Reason(each, "§") for each in REASONS), "§", ("review", "ombudsman-housing"))
INFORMATION: Mapping[str, Json] = {"wanted": "copy", "which": None, "name": "Vera Lind", "address": MILL_LANE}
SERVICES: Mapping[str, Mapping[str, Json]] = {
    "missed-bin": MISSED_BIN,
    "complaint": ABOUT_BINS,
    "street-problem": POTHOLE,
    "your-information": INFORMATION,
}
WORDED_ELSEWHERE = {"pay", "answer", "code", "missed", "due", "duty", "appointment", "held-letter", "acting"}
"""Notices with no words of ours but the frame's, to staff, about no case, or written in the language of whoever is spoken to."""


def begun(service: str, speaks: str, language: str, number: int = 1) -> CaseValue:
    """A case in one language, of somebody who wishes to be written to in another."""
    email = f"vera{number}.{language}@example.org"
    vera = person("Vera Lind", email=email, lives=MILL_LANE, language=speaks)
    answers = dict(SERVICES[service]) | {"contact-by": "email", "email": email}
    journey = journeys.begin(
        live=in_force(service),
        language=language,
        channel="phone",
        actor=ASHA,
        customer=vera,
        answers=answers,
        at=WEDNESDAY,
    )
    case = opening.submit(journey=journey.id, actor=ASHA, channel="phone", at=WEDNESDAY)
    stages.take_up(reference=case.reference, at=WEDNESDAY)
    messages.receive(reference=case.reference, at=WEDNESDAY)
    return cases.find(reference=case.reference)


def _reopened(case: CaseValue) -> None:
    acts.close(case=case, outcome="done", told="§", actor=AMIR, at=WEDNESDAY)
    how = {"text": "§", "clock": "new", "working_days": 3}
    reopening.reopen(case=case, reason="disagreed", actor=AMIR, at=LATER, **how)  # type: ignore[arg-type]


def _complained(case: CaseValue) -> None:
    complaints.acknowledge(case=case, text="§", actor=AMIR, at=WEDNESDAY)
    complaints.extend(case=case, working_days=2, reason="§", actor=AMIR, at=WEDNESDAY)
    complaints.answer(case=case, outcome="partly", text="§", actor=AMIR, at=WEDNESDAY)
    case = cases.find(reference=case.reference)
    complaints.go_on(case=case, because="", channel="phone", actor=ASHA, at=LATER)
    complaints.acknowledge(case=case, text="§", actor=AMIR, at=LATER)
    complaints.answer(case=case, outcome="upheld", text="§", actor=Actor("staff", "account/gina"), at=LATER)


def _copied(case: CaseValue) -> None:
    requests.take_up(case=case, kind="access", party=case.customer, actor=AMIR, at=WEDNESDAY)
    asked = requests.find(reference=case.reference)
    requests.ask_proof(request=asked, actor=AMIR, at=WEDNESDAY)
    requests.prove(request=asked, known_by="document", actor=AMIR, at=LATER)
    asked = requests.find(reference=case.reference)
    stretch, after = giving.to_review(request=asked, limit=1000)
    assert not after
    for each in stretch:
        giving.review(request=asked, item=each.id, decided="give", leave_out=(), actor=AMIR, at=LATER)
    giving.release(request=asked, actor=AMIR, at=LATER)


def _erased(case: CaseValue) -> None:
    requests.take_up(case=case, kind="erasure", party=case.customer, actor=AMIR, at=WEDNESDAY)
    asked = requests.find(reference=case.reference)
    requests.prove(request=asked, known_by="document", actor=AMIR, at=WEDNESDAY)
    asked = requests.find(reference=case.reference)
    for each in judging.lay_out(request=asked, at=WEDNESDAY):
        judging.decide(request=asked, record=each.record, decided="keep", why="§", actor=AMIR, at=WEDNESDAY)
    carrying_out.answer(request=asked, actor=AMIR, at=WEDNESDAY)


def _joined(case: CaseValue) -> None:
    other = begun("street-problem", "en", case.language, number=2)
    relation = relations.join(one=case.id, other=other.id, said="§", actor=AMIR, at=WEDNESDAY).id
    telling.tell_reporters(relation=relation, parted=False, cases=[case.id], at=WEDNESDAY)
    relations.part(relation=relation, why="§", actor=AMIR, at=LATER)
    telling.tell_reporters(relation=relation, parted=True, cases=[case.id], at=LATER)


def _moved(case: CaseValue) -> None:
    recomputing.record_closure(closure=TRAINING, actor=AMIR, at=WEDNESDAY)
    recomputing.work_out_again(day=TRAINING.day, was=None, at=WEDNESDAY)


def _visited(case: CaseValue) -> None:
    opens = LATER + timedelta(days=1)
    closes = opens + timedelta(hours=2)
    inspections.book(case=case, place="§", opens=opens, closes=closes, goes="", tell=True, actor=AMIR, at=WEDNESDAY)


def _for_a_constituent(case: CaseValue) -> None:
    ann, who = Actor("staff", f"account/{7:032x}"), Constituent("", "", "", "en")
    constituents.asked(councillor=ann, name="Ann Moss", who=who, case=case, service="", at=WEDNESDAY)


def _rung_later(case: CaseValue) -> None:
    weekend = timedelta(days=4)
    for hour, may_say in ((10, "who-we-are"), (14, "nothing")):
        opens = WEDNESDAY.replace(day=19, hour=hour, minute=0)
        closes = opens + timedelta(hours=2)
        to_ring = promised(
            case.customer, case=case.reference, may_say=may_say, opens_at=opens, closes_at=closes, at=LATER
        )
        opens, closes = opens + weekend, closes + weekend
        moving.move(callback=to_ring.id, opens_at=opens, closes_at=closes, because="closed", actor=ASHA, at=LATER)


ACTS: Mapping[str, tuple[str, Callable[[CaseValue], object]]] = {
    "asked": ("missed-bin", lambda case: acts.ask(case=case, question="§", actor=AMIR, at=WEDNESDAY)),
    "told": ("missed-bin", lambda case: news.tell(case=case, text="§", actor=AMIR, at=WEDNESDAY)),
    "reopened": ("missed-bin", _reopened),
    "decided": (
        "missed-bin",
        lambda case: determinations.decide(case=case, draft=REFUSED, close=True, actor=AMIR, at=WEDNESDAY),
    ),
    "withdrawn": (
        "complaint",
        lambda case: acts.close(case=case, outcome="withdrawn", told="§", actor=AMIR, at=WEDNESDAY),
    ),
    "complained": ("complaint", _complained),
    "visited": ("missed-bin", _visited),
    "put off": (
        "missed-bin",
        lambda case: acting.extend(
            case=case.id, name=PROMISE, by=Term(2, "working-days"), reason="§", actor=AMIR, at=WEDNESDAY
        ),
    ),
    "stopped": (
        "missed-bin",
        lambda case: acting.pause(case=case.id, reason="customer", said="§", actor=AMIR, at=WEDNESDAY, tell=True),
    ),
    "moved": ("missed-bin", _moved),
    "joined": ("street-problem", _joined),
    "split": (
        "street-problem",
        lambda case: splitting.split(case=case, what="§", team="", steps=("depth",), actor=AMIR, at=WEDNESDAY),
    ),
    "copied": ("your-information", _copied),
    "erased": ("your-information", _erased),
    "rung later": ("missed-bin", _rung_later),
    "for a constituent": ("missed-bin", _for_a_constituent),
}


def written(case: CaseValue, speaks: str) -> list[tuple[str, str]]:
    """What they were written on this case and on one split from it, without what tells the cases apart."""
    found = Message.objects.filter(party__in=("", case.customer), case__customer=case.customer).order_by("id")
    assert {each.language for each in found} == {speaks}
    here = {each.case.reference for each in found if each.case}
    parts = []
    for each in found:
        body = f"{each.subject}\n{each.body}"
        for reference in here:
            body = body.replace(reference, "REFERENCE")
        parts.append((each.about, body))
    return parts


@pytest.mark.parametrize("speaks", ["en", "cy"])
@pytest.mark.parametrize("act", ACTS)
def test_every_act_writes_the_same_whatever_language_the_case_was_opened_in(act: str, speaks: str) -> None:
    service, do = ACTS[act]
    own, other = (begun(service, speaks, language) for language in (speaks, {"en": "cy", "cy": "en"}[speaks]))
    for case in (own, other):
        do(case)
    assert len(written(own, speaks)) > 1
    assert written(other, speaks) == written(own, speaks)


def test_no_notice_is_left_out_of_these() -> None:
    abouts = set()
    for place, (service, do) in enumerate(ACTS.values()):
        case = begun(service, "cy", "en", number=10 + place)
        do(case)
        abouts |= {about for about, _body in written(case, "cy")}
    assert abouts | WORDED_ELSEWHERE == set(wordings.in_force())
    assert not abouts & WORDED_ELSEWHERE


def test_a_text_that_is_often_written_is_put_in_in_the_language_that_they_read() -> None:
    block = textblocks.find(
        block=textblocks.write(name="Due", team="", english="By {due}", welsh="Erbyn {due}", actor=AMIR, at=WEDNESDAY)
    )
    assert block is not None
    assert textblocks.filled(block=block, case=begun("missed-bin", "cy", "en"))[0].startswith("Erbyn Dydd Llun")
    assert textblocks.filled(block=block, case=begun("missed-bin", "en", "cy"))[0].startswith("By Monday")
