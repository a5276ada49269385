"""Promises of the reader: of a sentence of which something is read, what it says beside is listed; formulas are not."""

import pytest
from tests.rooms.test_decide_bringing_in import bring
from tests.rooms.test_records_recommending import page, said

from guildhall.decide import models as m


def listed(account: str) -> list[object]:
    return [each["text"] for each in said(account).passages()]


@pytest.mark.parametrize(
    "line",
    [
        "The motion was carried by 9 votes to 8 on the casting vote of the Chair.",
        "The motion was put to the vote and carried, subject to the approval of the Treasury.",
        "The recommendations were put to the vote and carried, provided that the park stays open.",
        "Councillor A Penn moved the recommendations, subject to the removal of the last one, and Councillor B Quay seconded them.",
        "Moved by Councillor A Penn and seconded by Councillor B Quay, who reserved the right to speak.",
        "Councillor A Penn moved and Councillor B Quay seconded the motion under Standing Orders.",
        "Councillor A Penn moved an amendment to delete the second part, seconded by Councillor B Quay.",
        "Councillor A Penn declared a personal interest in item 4 as a governor, and left the room during the debate.",
        "The meeting was adjourned at 9.10pm because of an alarm.",
        "Councillor A Penn, Leader of the Council, introduced the report and withdrew its last part.",
    ],
)
def test_what_a_half_read_sentence_says_beside_is_listed(line: str) -> None:
    assert line in listed(f"RESOLVED: That the park be open.\n\n{line}")


@pytest.mark.parametrize(
    "line",
    [
        "Moved by Councillor A Penn, seconded by Councillor B Quay and",
        "It was duly moved by Councillor A Penn and seconded by Councillor B Quay.",
        "On being put to the vote, the motion was carried by 9 votes to 8 with 2 abstentions.",
        "The substantive motion was then put to the vote and was lost.",
        "The meeting ended at 9.10pm.",
        "RESOLVED (unanimously): That the park be shut.",
        "RECOMMENDED TO COUNCIL - That the park be shut, subject to consultation.",
    ],
)
def test_the_formulas_of_minutes_are_not_listed(line: str) -> None:
    assert listed(line if line.startswith("RE") else f"{line}\n\nRESOLVED: That the park be open.") == []


@pytest.mark.parametrize(
    "line",
    [
        "NOT RESOLVED that the park be shut.",
        "The motion that it be RESOLVED to shut the park was lost.",
        "Councillor A Penn moved that it be RESOLVED that the park be shut. The motion was lost.",
        "The report said that Cabinet had RESOLVED that the park be shut.",
        "It was not agreed that the park be shut.",
    ],
)
def test_what_was_not_resolved_or_only_moved_or_resolved_before_is_no_resolution_and_is_listed(line: str) -> None:
    reading = said(f"{line}\n\nRESOLVED: That the park be open.")
    assert reading.fields["resolved"] == ["That the park be open."]
    assert line.partition(". ")[0] in " ".join(str(each["text"]) for each in reading.passages())


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("Not agreed", "refused"),
        ("Decision not made", None),
        ("To be decided", None),
        ("Not yet implemented", None),
        ("Agreed", "resolved"),
    ],
)
def test_a_status_that_says_not_is_no_resolution(status: str, outcome: str | None) -> None:
    details = "Decision details\n\nParks\n\nDecision Maker: Cabinet\n\nDate of decision: 04/03/2025\n\n"
    brought = bring(f"{details}Decision status: {status}\n")
    assert [each.outcome for each in m.Decision.objects.all()] == ([outcome] if outcome else [])
    assert any("does not say what was decided" in each for each in brought.doubts) == (outcome is None)


@pytest.mark.django_db
@pytest.mark.postgres
def test_what_a_half_read_sentence_says_beside_stands_at_the_desk_with_its_page() -> None:
    line = "The motion was carried by 9 votes to 8 on the casting vote of the Chair."
    bring(page(f"Moved by Councillor A Penn and seconded by Councillor B Quay.\n\n{line}"))
    assert (m.VoteEvent.objects.get().yes, m.Doubt.objects.get(kind="not-understood").says) == (9, line)
