"""Whatever is published and whatever is not, in any order: open data shows exactly what a plain rule says everybody sees."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.rooms.decided import AFTER, CLERK, decided
from tests.rooms.test_decide_open_data import MACHINE, addresses

from guildhall.decide.keeping import agendas
from guildhall.decide.models.record import Published
from guildhall.decide.sight import STANDS_ON

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

TEXTS = {
    "meeting": "place", "matter": "summary", "item": "text", "report": "text", "decision": "reasons", "delegation": "scope",
    "motion": "text",
}  # fmt: skip
"""Of each record, a text in which its mark stands."""
EXEMPT = "qzexempt"

drafts = st.sets(st.sampled_from(sorted(TEXTS)))


def plainly_seen(row: Any) -> bool:
    """Whether a record and all that it stands on is published: read row by row, without any query of the room's own."""
    if isinstance(row, Published) and row.published_at is None:
        return False
    return all(
        plainly_seen(below) for name in STANDS_ON.get(type(row), ()) if (below := getattr(row, name)) is not None
    )


def look_everywhere(unpublished: set[str]) -> None:
    made = decided()
    for name, field in TEXTS.items():
        row: Any = getattr(made, name)
        hidden = {"published_at": None} if name in unpublished else {}
        type(row).objects.filter(pk=row.pk).update(**{field: f"qzmark{name}"}, **hidden)
    made.decision.resolutions.update(text="qzmarkdecision")
    agendas.restrict(record=made.report, paragraph="3", public_interest="A price", text=EXEMPT, actor=CLERK, at=AFTER)
    said = {each: MACHINE.get(each).content.decode().replace("\r\n ", "") for each in addresses(made)}
    for name in TEXTS:
        row = getattr(made, name)
        row = type(row).objects.get(pk=row.pk)
        signs = (
            f"qzmark{name}",
            f'"{row.reference}"',
            f":{row.reference}:",
        )  # its text, its name in JSON, its name in a feed
        where = [each for each, text in said.items() if any(sign in text for sign in signs)]
        assert bool(where) == plainly_seen(row), (name, unpublished, where[:3])
    assert not [each for each, text in said.items() if EXEMPT in text]


@settings(deadline=None, phases=[Phase.explicit], suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(set())
@example({"matter"})
@example({"decision", "motion"})
@given(drafts)
def test_open_data_shows_what_everybody_sees_no_less_and_no_more(unpublished: set[str]) -> None:
    with transaction.atomic():
        look_everywhere(unpublished)
        transaction.set_rollback(True)


@pytest.mark.larger
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(drafts)
def test_so_it_is_whatever_is_a_draft(unpublished: set[str]) -> None:
    with transaction.atomic():
        look_everywhere(unpublished)
        transaction.set_rollback(True)
