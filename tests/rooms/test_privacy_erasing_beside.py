"""Promises of what is theirs beside their cases when somebody asks us to erase it: each is laid out, decided, done and told."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from tests.rooms.acquainted import ASHA, POTHOLE, case_of, person
from tests.rooms.council import WEDNESDAY, in_force
from tests.rooms.privacy_world import WYN, Held, held_of_vera
from tests.rooms.test_one_view_whole import a_letter_came, expects
from tests.rooms.test_privacy_retention import figures

from guildhall.ledger.door import Verified, verify
from guildhall.serve.answering import journeys
from guildhall.serve.contacts import interactions
from guildhall.serve.demo.places import open_places
from guildhall.serve.models import (
    Answer,
    Appointment,
    Callback,
    Case,
    HeldLetter,
    Interaction,
    Journey,
    Message,
    PostHolding,
    Tombstone,
)
from guildhall.serve.privacy import carrying_out, holds, judging, requests
from guildhall.serve.privacy.gathering import held_about
from guildhall.serve.privacy.judging import Judged

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]
LATER = WEDNESDAY + timedelta(days=10)


def begun(held: Held) -> str:
    """She began a street problem, and has not sent it."""
    journey = journeys.begin(
        live=in_force("street-problem"),
        language="en",
        channel="phone",
        actor=ASHA,
        customer=held.vera,
        answers={each: POTHOLE[each] for each in ("dangerous", "problem", "whose-road", "where")},
        at=WEDNESDAY,
    )
    return f"journey/{journey.id}"


def rang_about(case: str, held: Held) -> str:
    """She rang about a case of somebody else's."""
    made = interactions.log(
        channel="phone", reason="progress", party=held.vera, case=case, told="Vera rang", actor=ASHA, at=WEDNESDAY
    )
    return f"contact/{made}"


def a_call(held: Held) -> str:
    row = Callback.objects.create(
        party=held.vera, called="", language="en", way="voice", to="01632 960101", may_say="nothing",
        opens_at=WEDNESDAY, closes_at=WEDNESDAY, promised_by=ASHA.reference, promised_at=WEDNESDAY,
    )  # fmt: skip
    return f"callback/{row.pk}"


@pytest.fixture
def held() -> Held:
    open_places(at=WEDNESDAY)
    return held_of_vera()


def everything(held: Held) -> dict[str, str]:
    """One of each sort, by its sort: what is about another's case, not sent, promised, booked, and held at a library."""
    amina = case_of_amina()
    expects(held.vera)
    a_letter_came(held.vera)
    return {
        "another's": rang_about(amina, held),
        "journey": begun(held),
        "callback": a_call(held),
        "appointment": f"appointment/{Appointment.objects.get().pk}",
        "post": f"post/{PostHolding.objects.get().pk}",
    }


def case_of_amina() -> str:
    """Amina's pothole, which is not mended yet."""
    return case_of(in_force("street-problem"), person("Amina Yusuf"), **POTHOLE).reference


def over() -> None:
    """The call was made, the visit was kept, the letter was fetched and nothing waits any more."""
    Callback.objects.update(kept_at=WEDNESDAY)
    Appointment.objects.update(kept_at=WEDNESDAY)
    HeldLetter.objects.update(collected_at=WEDNESDAY)
    PostHolding.objects.update(until=WEDNESDAY)


def laid_out(held: Held) -> dict[str, Judged]:
    return {each.record: each for each in judging.lay_out(request=held.request, at=LATER)}


def answered(held: Held, **otherwise: str) -> None:
    """Everything is decided as proposed, but for what is decided ``otherwise``, and carried out."""
    requests.prove(request=held.request, known_by="document", actor=WYN, at=LATER)
    for each in laid_out(held).values():
        decided = otherwise.get(each.record.replace("/", "_"), each.proposed)
        judging.decide(request=held.request, record=each.record, decided=decided, why="Asked", actor=WYN, at=LATER)
    request = requests.find(reference=held.request.case.reference)
    carrying_out.answer(request=request, actor=WYN, at=LATER)


def test_each_is_laid_out_with_what_is_proposed_and_on_which_basis(held: Held) -> None:
    made = everything(held)
    found = laid_out(held)
    said = {sort: (found[record].proposed, found[record].because, found[record].basis) for sort, record in made.items()}
    assert said == {
        "another's": ("keep", "task-open", "public-task"),
        "journey": ("erase", "not-needed", ""),
        "callback": ("keep", "still-owed", ""),
        "appointment": ("erase", "not-needed", ""),  # its hour is over
        "post": ("keep", "still-owed", ""),
    }
    assert found[made["callback"]].choices == ("keep",)
    assert found[made["another's"]].laws[0] == "Highways Act 1980 section 41"
    over()
    again = laid_out(held)
    assert {again[made[sort]].because for sort in ("journey", "callback", "appointment", "post")} == {"not-needed"}


def test_what_is_decided_is_done_and_told_and_no_figure_changes(held: Held) -> None:
    made = everything(held)
    over()
    counted = figures()
    answered(held, **{made["another's"].replace("/", "_"): "erase"})
    contact = Interaction.objects.get(id=made["another's"].partition("/")[2])
    assert (contact.party, contact.told, contact.case != "") == ("", "", True)
    assert not Answer.objects.filter(journey=UUID(made["journey"].partition("/")[2])).exists()
    assert (Callback.objects.get().party, Callback.objects.get().to) == ("", "")
    assert (Appointment.objects.get().party, Appointment.objects.get().kept_at) == ("", WEDNESDAY)
    assert (PostHolding.objects.get().party, PostHolding.objects.get().code) == ("", "")
    draft = Journey.objects.get(id=made["journey"].partition("/")[2])
    assert (draft.customer, draft.resume_until) == ("", LATER)  # nobody takes it up any more
    told = Message.objects.filter(case_id=held.request.case.id, about="closed").latest("id").body
    for said in (
        "The form that was begun on 18 November 2026 and not sent: we erased it.",
        "The call that we promised on 18 November 2026: we erased it.",
        "Your appointment of 19 November 2026: we erased it.",
        "Where your letters wait, from 18 November 2026: we erased it.",
    ):
        assert said in told
    assert {each.record for each in Tombstone.objects.all()} >= set(made.values())
    assert not [each for each in held_about(parties=[held.vera], language="en") if each.record in made.values()]
    assert kept_apart(figures()) == kept_apart(counted)
    for case in Case.objects.all():
        assert isinstance(verify(subject=f"case/{case.reference}"), Verified)
    for record in made.values():
        assert isinstance(verify(subject=record), Verified)


def kept_apart(counted: Counter[tuple[object, ...]]) -> dict[tuple[object, ...], int]:
    """The figures without the request itself, which its answer closes."""
    return {
        key: many for key, many in counted.items() if "your-information" not in map(str, key) and key != ("closed",)
    }


def test_what_is_still_owed_stays_even_where_all_else_that_we_know_of_her_goes(held: Held) -> None:
    everything(held)
    answered(held, **{held.vera.replace("/", "_"): "erase"})
    assert Callback.objects.get().to == "01632 960101"
    assert PostHolding.objects.get().until is None
    assert Appointment.objects.get().party == ""


def test_what_was_kept_because_it_was_owed_is_decided_again_once_it_is_over(held: Held) -> None:
    record = a_call(held)
    judging.lay_out(request=held.request, at=LATER)
    judging.decide(request=held.request, record=record, decided="keep", why="", actor=WYN, at=LATER)
    Callback.objects.update(kept_at=LATER)
    assert (laid_out(held)[record].decided, laid_out(held)[record].proposed) == ("", "erase")


def test_a_hold_on_her_or_on_the_other_case_keeps_what_lies_in_it(held: Held) -> None:
    other = case_of_amina()
    record = rang_about(other, held)
    holds.place(subject=f"case/{other}", reason="A claim", actor=ASHA, at=WEDNESDAY)
    assert laid_out(held)[record].because == "legal-hold"
    draft = begun(held)
    assert laid_out(held)[draft].because == "not-needed"
    holds.place(subject=held.vera, reason="A claim", actor=ASHA, at=WEDNESDAY)
    assert laid_out(held)[draft].choices == ("keep",)


def test_what_she_began_for_another_is_the_others_and_is_not_laid_out(held: Held) -> None:
    gwen = person("Gwen Hughes")
    journey = journeys.begin(
        live=in_force("street-problem"), language="en", channel="phone", actor=ASHA, customer=held.vera,
        on_behalf_of=gwen, at=WEDNESDAY,
    )  # fmt: skip
    assert f"journey/{journey.id}" not in laid_out(held)
