"""Promises about examples: every kind of question can give an answer that stands, so that a fault can be shown with answers."""

from datetime import UTC, datetime

import pytest
from tests.worlds.questions import EXTRAS

from guildhall.kernel.kinds import KINDS
from guildhall.kernel.patterns import Undecided, matching
from guildhall.kernel.scope import Circumstances, Scope

BESIDE = Scope(Circumstances(datetime(2026, 4, 1, 12, tzinfo=UTC)))
ASKED = [(kind, extra) for kind, extras in EXTRAS.items() for extra in extras]


@pytest.mark.parametrize(("kind", "extra"), ASKED, ids=lambda part: str(part)[:40])
@pytest.mark.parametrize("nth", [0, 1, 7])
def test_every_kind_gives_an_example_that_stands(kind: str, extra: dict[str, object], nth: int) -> None:
    question = KINDS[kind].model_validate({"id": "asked", "kind": kind, "label": {"en": "Asked"}, **extra})
    assert question.settle(question.example(nth), BESIDE) is not None


@pytest.mark.parametrize(
    ("pattern", "least", "most"), [(r"^\d{5}$", 1, 4), ("^$", 1, 9), (r"^(ab){3,4}$", 1, 5), (r"^a{9}$", 0, 8)]
)
def test_a_pattern_that_no_allowed_length_satisfies_is_told_from_one_that_some_length_does(
    pattern: str, least: int, most: int
) -> None:
    asked = {"id": "asked", "kind": "text", "label": {"en": "Asked"}, "pattern": pattern, "minLength": least}
    assert KINDS["text"].model_validate({**asked, "maxLength": most}).example() is None
    assert KINDS["text"].model_validate({**asked, "maxLength": 20, "pattern": pattern.replace("^$", "")}).example()


def test_a_pattern_that_looks_ahead_is_not_decided_and_never_called_impossible() -> None:
    with pytest.raises(Undecided):
        list(matching(r"^(?=.*\d)[a-z1]{8,}$", 1, 20))
