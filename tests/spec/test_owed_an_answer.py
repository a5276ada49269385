"""You get the answer that you are owed"""

from collections.abc import Iterator

import pytest
from tests.rooms.council import AMIR, WEDNESDAY
from tests.rooms.test_answers_owed import KINDS, is_open

from guildhall.estate.door import standing_at
from guildhall.serve.casework import acts
from guildhall.serve.casework.determinations import Draft, Reason, Unreasoned, check, text_of
from guildhall.serve.casework.ending import AnswerOwed
from guildhall.serve.models import Message
from guildhall.serve.publishing import editions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def wednesday() -> Iterator[None]:
    editions.forget()
    with standing_at(WEDNESDAY):
        yield


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_closes_what_you_asked_without_an_answer(kind: str) -> None:
    """A complaint ends with its answer, an application with a decision, a request about your data with what you asked for."""
    case = KINDS[kind]()
    with pytest.raises(AnswerOwed):
        acts.close(case=case, outcome="done", told="It is over.", actor=AMIR, at=WEDNESDAY)
    assert is_open(case)


def test_if_we_think_that_you_withdrew_it_we_tell_you_so() -> None:
    """When you no longer want something we close it, and write that you told us so. If you did not, we take it up again."""
    case = KINDS["complaint"]()
    acts.close(case=case, outcome="withdrawn", told="You found it yourself.", actor=AMIR, at=WEDNESDAY)
    told = Message.objects.get(case_id=case.id, about="closed").told
    assert "You told us that you withdraw this" in told
    assert "You found it yourself." in told


def test_nobody_is_refused_without_reasons_and_a_way_to_challenge_it() -> None:
    """When we refuse something we say why, by which rule, and how to challenge it and until when."""
    why, law = (Reason("other", "We do not know you."),), "Housing Act 1996, section 184"
    for short in (Draft("refused", "No."), Draft("refused", "No.", why), Draft("refused", "No.", why, law)):
        with pytest.raises(Unreasoned):
            check(draft=short)
    told = text_of(draft=Draft("refused", "No.", why, law, ("review",)), language="en", at=WEDNESDAY)
    assert [
        each
        for each in ("We do not know you.", law, "Ask us to look at it again, by", str(WEDNESDAY.year))
        if each not in told
    ] == []
