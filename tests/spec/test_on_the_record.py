"""What the council decides is on the record"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.rooms.decided import AFTER, CLERK, EVENING, NOW, Council, decided, put_right

from guildhall.decide.desks.public.addresses import address, address_of
from guildhall.decide.keeping import agendas, decisions, meetings
from guildhall.decide.keeping.publishing import publish, publish_agenda
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
    assert "no effect until Council decides" in read(address_of("en", made.decision.reference))
    assert "has no effect yet" in read(address_of("en", made.delegation.reference))
    _council_resolves(made)
    assert "In effect, since Thursday 12 March 2026" in read(address_of("en", made.decision.reference))
    assert "May be used" in read(address_of("en", made.delegation.reference))


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


def _council_resolves(made: Council) -> None:
    by: dict[str, Any] = {"actor": CLERK, "at": NOW}
    meeting = meetings.call_meeting(body=made.full_council, starts_at=EVENING, **by)
    item = agendas.put_item(meeting=meeting, title="Digital strategy", matter=made.matter, **by)
    publish_agenda(meeting=meeting.reference, **by)
    resolved = decisions.take_decision(
        item=item, title="Adoption", path="council", outcome="resolved", resolves=made.decision,
        paragraphs=[("1", "It is adopted")], **by,
    )  # fmt: skip
    publish(reference=resolved.reference, actor=CLERK, at=AFTER)
