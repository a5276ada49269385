"""What the council decides is on the record"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, EVENING, NOW, Council, approved, decided, put_right
from tests.rooms.test_decide_printed import paper, sizes, text

from guildhall.decide.addresses import address, address_of
from guildhall.decide.copying.house import copy_of
from guildhall.decide.door import decision_aloud, decisions_about
from guildhall.decide.keeping import agendas, bodies, decisions, meetings
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.exhibits import deposit
from guildhall.decide.keeping.minutes import correct_minutes
from guildhall.decide.keeping.publishing import publish, publish_agenda
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.estate.door import standing_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def cabinet_recommends() -> Iterator[Council]:
    with standing_at(AFTER):
        yield decided()


def read(where: str) -> str:
    """What anybody reads there, without a log-in and without a script."""
    return Client().get(where).content.decode()


def test_what_is_recommended_has_no_effect_until_council_decides(cabinet_recommends: Council) -> None:
    """When Cabinet recommends something, we say that it has no effect yet. A power given in it cannot be used before Council decides."""
    made = cabinet_recommends
    assert "no effect until Full Council decides" in read(address_of("en", made.decision.reference))
    assert "has no effect yet" in read(address_of("en", made.delegation.reference))
    _council_resolves(made)
    assert "It has had effect since Thursday 12 March 2026" in read(address_of("en", made.decision.reference))
    assert "May be used" in read(address_of("en", made.delegation.reference))


def test_a_power_that_council_left_out_is_never_given(cabinet_recommends: Council) -> None:
    """Council may leave out or change a part of what was recommended. We say that a power in such a part is not given."""
    made = cabinet_recommends
    _council_resolves(made, "The Group Head report every change to Council")
    assert "It has had effect since Thursday 12 March 2026" in read(address_of("en", made.decision.reference))
    for each in (made.delegation, made.decision, made.head):
        assert "Not given" in read(address_of("en", each.reference))
    assert "May be used" not in read(address_of("en", made.delegation.reference))


def test_what_is_recommended_to_another_body_waits_for_that_body(cabinet_recommends: Council) -> None:
    """When a committee recommends something to Cabinet, we say that it has no effect before Cabinet decides, and show what it decided."""
    made = cabinet_recommends
    by: dict[str, Any] = {"actor": CLERK, "at": AFTER}
    committee = bodies.found_body(name="Overview Committee", kind="committee", **by)
    said: dict[str, Any] = {"reasons": "None", "options_rejected": "None", "conflicts": "None", "taken_on": NOW.date()}
    asked = decisions.take_decision(
        title="A stall", path="council", outcome="recommended", body=committee, recommends_to=made.cabinet,
        paragraphs=[("1", "A stall be let")], **said, **by,
    )  # fmt: skip
    publish(reference=asked.reference, **by)
    waits = {"en": "no effect until the body it was recommended to decides", "cy": "Ni ddaw i rym nes i"}
    for lang, words in waits.items():
        assert words in read(address_of(lang, asked.reference))
    agreed = decisions.take_decision(
        title="A stall is let", path="executive", outcome="resolved", body=made.cabinet, resolves=asked,
        paragraphs=[("1", "It be let")], **said, **by,
    )  # fmt: skip
    publish(reference=agreed.reference, **by)
    page = read(address_of("en", asked.reference))
    assert "Agreed by the body it was made to" in page
    assert address_of("en", agreed.reference) in page


def test_whoever_moved_and_however_they_voted_is_named(cabinet_recommends: Council) -> None:
    """Where names were recorded, you can read who moved a motion, who seconded it, and how each member voted."""
    item = read(address_of("en", cabinet_recommends.item.reference))
    assert item.index("Moved by") < item.index("Councillor Ann Archer") < item.index("seconded by")
    assert "Who voted how" in item


def test_nothing_that_was_published_is_taken_away(cabinet_recommends: Council) -> None:
    """When we put a decision right, we say why. What it said before stays, and you see what changed."""
    made = cabinet_recommends
    put_right(made, "It is noted", "A wrong word")
    versions = read(address("en", "versions", made.decision.key, "decision"))
    assert all(each in versions for each in ("A wrong word", "It is noted", "The Digital Strategy be adopted"))


def test_approved_minutes_are_changed_by_nobody_alone(cabinet_recommends: Council) -> None:
    """Once a meeting approved its minutes, they change only where a later meeting agrees, or an officer says it is a slip of the pen.

    We name the meeting, its day and the item, or the officer, beside what changed.
    """
    made = cabinet_recommends
    item, later, passages = approved(made), AFTER + timedelta(days=20), [(made.item, "", "The Cabinet noted it.")]
    with pytest.raises(NotRecorded):
        correct_minutes(minutes=made.minutes, passages=passages, why=Correction(CLERK, later, "Noted"))
    correct_minutes(
        minutes=made.minutes, passages=passages, why=Correction(CLERK, later, "It was noted", agreed_at=item)
    )
    said = "It was noted. Agreed by Cabinet on 26 March 2026, item 1"
    assert said in read(address("en", "versions", made.minutes.key, "minutes"))


def test_every_decision_gives_its_reasons(cabinet_recommends: Council) -> None:
    """A decision says why it was taken, what else was thought of, and whether anybody had a conflict of interest. "None" is said."""
    decision = read(address_of("en", cabinet_recommends.decision.reference))
    assert all(each in decision for each in ("Reasons", "Options rejected", "Conflicts of interest", "None"))


def test_a_matter_is_followed_from_its_first_mention(cabinet_recommends: Council) -> None:
    """You can follow a matter over every meeting, in the order in which things happened, in English and in Welsh."""
    made = cabinet_recommends
    _council_resolves(made)
    path = read(address_of("en", made.matter.reference))
    assert path.index("First raised") < path.index("Recommended<") < path.index("Resolved<")
    assert "Codwyd gyntaf" in read(address_of("cy", made.matter.reference))


def test_whoever_rings_is_told_in_plain_sentences(cabinet_recommends: Council) -> None:
    """You can ring and ask what the council decided. It is read out to you in short sentences, in English or in Welsh."""
    (found,) = decisions_about(words="digital strategy", language="en").decisions
    aloud = decision_aloud(reference=found.reference, language="en")
    assert aloud is not None
    said = [each.text for each in aloud.sentences]
    assert "Cabinet recommended this to Full Council on Thursday 12 March 2026." in said
    assert "It has no effect until Full Council decides." in said
    in_welsh = decision_aloud(reference=found.reference, language="cy")
    assert in_welsh is not None
    assert [each.text for each in in_welsh.sentences] != said


def test_paper_and_large_print_say_what_the_page_says(cabinet_recommends: Council) -> None:
    """A decision, an agenda and a meeting's papers can be printed, also in large print, as a document that can be read aloud."""
    made = cabinet_recommends
    usual, large = (paper("decision", made.decision, size=size) for size in ("standard", "large"))
    assert "The Digital Strategy be adopted" in text(usual)
    assert text(usual).replace(" ", "")[:200] == text(large).replace(" ", "")[:200]
    assert min(sizes(large)) >= 16


def test_what_members_saw_stays_as_they_saw_it(cabinet_recommends: Council) -> None:
    """When a page is put before members, a copy is kept as it was that day. The page may change afterwards; the copy does not."""
    made = cabinet_recommends
    where = address_of("en", made.decision.reference)
    shown = copy_of(where).content
    kept = deposit(
        title="As it stood", kind="page", item=made.item, content=shown, media_type="text/html", actor=CLERK, at=AFTER
    )  # fmt: skip
    put_right(made, "It is noted", "A wrong word")
    assert "It is noted" in read(where)
    assert read(address("en", "exhibit", kept.key)) == shown


def test_what_members_read_you_may_read(cabinet_recommends: Council) -> None:
    """What members read, you may read. Only what the law lets us withhold is left out, and we say that it is and why."""
    made = cabinet_recommends
    agendas.restrict(
        record=made.report, part="Appendix B", paragraph="3", public_interest="It would tell the price",
        text="gooseberry", actor=CLERK, at=AFTER,
    )  # fmt: skip
    item = read(address_of("en", made.item.reference))
    assert "No one is excluded" in item
    assert "gooseberry" not in item
    assert "It would tell the price" in item


def _council_resolves(made: Council, second: str = "The Group Head be given delegated authority") -> None:
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    meeting = meetings.call_meeting(body=made.full_council, starts_at=EVENING, **by)
    item = agendas.put_item(meeting=meeting, title="Digital strategy", matter=made.matter, **by)
    publish_agenda(meeting=meeting.reference, **by)
    resolved = decisions.take_decision(
        item=item, title="Adoption", path="council", outcome="resolved", resolves=made.decision,
        paragraphs=[("1", "It is adopted"), ("2", second)], reasons="None", options_rejected="None", conflicts="None", **by,
    )  # fmt: skip
    publish(reference=resolved.reference, actor=CLERK, at=AFTER)
