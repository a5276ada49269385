"""Promises of the reader and the importer: whoever moved an amendment did not move the motion; each is told for what it is."""

import pytest
from tests.rooms.test_decide_bringing_in import bring
from tests.rooms.test_records_recommending import page, said

from guildhall.decide import models as m

MOTION = "Councillor A Penn moved the motion and Councillor B Quay seconded it."
WHO = {"moved_by": ["Councillor C Rook"], "seconded_by": ["Councillor D Sole"]}


@pytest.mark.parametrize(
    "told",
    [
        "Councillor C Rook moved an amendment, seconded by Councillor D Sole, to delete paragraph two.",
        "Councillor C Rook proposed an amendment that the fees be frozen, which was seconded by Councillor D Sole.",
        "Councillor C Rook moved an amendment. Councillor D Sole seconded the amendment.",
        "Councillor C Rook moved an amendment to freeze the fees. This was seconded by Councillor D Sole.",
        "An amendment was moved by Councillor C Rook and seconded by Councillor D Sole that the fees be frozen.",
        "By way of amendment it was moved by Councillor C Rook and seconded by Councillor D Sole that they be frozen.",
        "Councillor C Rook moved, seconded by Councillor D Sole, that the motion be amended by deleting two words.",
        "Councillor C Rook proposed the following amendment:\n\nThat the fees be frozen.\n\nThis was seconded by Councillor D Sole.",
        "The following amendment was put forward:\n\nMoved by Councillor C Rook, seconded by Councillor D Sole",
        "Amendment\n\nMoved by Councillor C Rook\n\nSeconded by Councillor D Sole",
        "The amendment, moved by Councillor C Rook and seconded by Councillor D Sole, was lost.",
        "Councillor C Rook, in moving the amendment, said much. Councillor D Sole, in seconding the amendment, agreed.",
        "Councillor C Rook moved, and Councillor D Sole seconded, an amendment.\n\nThe amendment was carried.",
    ],
)
@pytest.mark.parametrize("after", ["", "\n\nThe substantive motion was put to the vote and carried."])
def test_whoever_moved_an_amendment_did_not_move_the_motion(told: str, after: str) -> None:
    fields = said(f"{MOTION}\n\n{told}{after}").fields
    assert (fields["moved_by"], fields["seconded_by"]) == (["Councillor A Penn"], ["Councillor B Quay"])
    assert fields["amendments"] == [WHO]


@pytest.mark.parametrize(
    "told",
    [
        "Councillor A Penn moved the recommendations, subject to the following amendment to paragraph two, and Councillor B Quay seconded.",
        "Councillor A Penn moved the motion as amended and Councillor B Quay seconded it.",
        "Following debate on the amendment, Councillor A Penn moved the motion and Councillor B Quay seconded it.",
        "Councillor A Penn proposed and Councillor B Quay seconded the amendments to the Constitution.",
        "The substantive motion was moved by Councillor A Penn and seconded by Councillor B Quay.",
    ],
)
def test_what_is_moved_with_an_amendment_in_it_is_the_motion(told: str) -> None:
    fields = said(told).fields
    assert (fields["moved_by"], fields["seconded_by"]) == (["Councillor A Penn"], ["Councillor B Quay"])
    assert "amendments" not in fields


@pytest.mark.parametrize(
    "told",
    [
        "Councillor A Penn moved the motion, seconded by Councillor B Quay, and Councillor C Rook moved an amendment.",
        "On the motion of Councillor A Penn, seconded by Councillor B Quay, the amendment was lost.",
    ],
)
def test_where_a_sentence_does_not_tell_what_was_moved_by_whom_nobody_is_chosen_and_it_is_listed(told: str) -> None:
    reading = said(told)
    assert {"moved_by", "seconded_by", "amendments"} & set(reading.fields) == set()
    assert [each["text"] for each in reading.passages()] == [told]


TWICE = f"""{MOTION}

Councillor C Rook moved an amendment, seconded by Councillor D Sole.

Councillor E Tarn moved an amendment to the amendment, seconded by Councillor F Ure.
"""


def test_an_amendment_of_an_amendment_is_told_as_one() -> None:
    assert said(TWICE).fields["amendments"] == [
        WHO,
        {"of": "amendment", "moved_by": ["Councillor E Tarn"], "seconded_by": ["Councillor F Ure"]},
    ]


@pytest.mark.django_db
@pytest.mark.postgres
def test_an_amendment_of_an_amendment_comes_in_at_it() -> None:
    bring(page(TWICE, "Council"))
    motion, amendment, within = m.Motion.objects.order_by("place")
    assert (motion.amends, amendment.amends, within.amends) == (None, motion, amendment)


VOTED = f"""{MOTION}

Councillor C Rook moved an amendment, seconded by Councillor D Sole.

On being put to the vote, the amendment was lost by 14 votes to 21.

Councillor E Tarn moved a further amendment, seconded by Councillor F Ure.

On being put to the vote, the amendment was carried by 20 votes to 15.

The substantive motion was put to the vote and was carried by 30 votes to 5.

RESOLVED: That the fees be frozen.
"""


@pytest.mark.django_db
@pytest.mark.postgres
def test_each_amendment_comes_in_with_whoever_moved_and_seconded_it_and_how_it_was_voted_on_once() -> None:
    for again in ("", "\n"):
        bring(page(VOTED + again, "Council"))
    rows = m.Motion.objects.select_related("mover", "seconder").order_by("place")
    assert [(each.kind, each.mover and each.mover.name, each.seconder and each.seconder.name) for each in rows] == [
        ("motion", "A Penn", "B Quay"), ("amendment", "C Rook", "D Sole"), ("amendment", "E Tarn", "F Ure"),
    ]  # fmt: skip
    events = m.VoteEvent.objects.order_by("motion__place")
    assert [(each.motion.place, each.result, each.yes, each.no) for each in events] == [
        (1, "pass", 30, 5), (2, "fail", 14, 21), (3, "pass", 20, 15),
    ]  # fmt: skip
    assert not m.Doubt.objects.filter(field__startswith="amendments").exists()


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_vote_that_may_be_on_either_of_two_amendments_is_entered_at_neither_and_listed() -> None:
    bring(page(VOTED.replace("On being put to the vote, the amendment was lost by 14 votes to 21.\n\n", ""), "Council"))
    assert [each.motion.place for each in m.VoteEvent.objects.all()] == [1]
    assert any(
        "Which amendment was voted on" in each and "20" in each
        for each in m.Doubt.objects.values_list("says", flat=True)
    )


@pytest.mark.django_db
@pytest.mark.postgres
def test_where_several_moved_motions_every_name_and_vote_is_listed() -> None:
    second = "Councillor E Tarn moved and Councillor F Ure seconded that it be deferred."
    brought = bring(page(f"{MOTION}\n\n{second}\n\nIt was put to the vote and lost by 5 votes to 9.", "Council"))
    assert not m.Motion.objects.exists()
    told = next(each for each in brought.doubts if "More than one motion" in each)
    assert all(each in told for each in ("A Penn", "E Tarn", "B Quay", "F Ure", '"no": 9'))


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_further_page_that_tells_of_another_amendment_is_told() -> None:
    bring(page(MOTION, "Council"))
    other = bring(page(f"{MOTION}\n\nCouncillor C Rook moved an amendment, seconded by Councillor D Sole.", "Council"))
    assert any(each.startswith("contradiction") and "C Rook" in each for each in other.doubts)
    assert m.Motion.objects.count() == 1
