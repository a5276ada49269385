"""What is said of decisions and powers in Welsh is set as print sets it."""

import pytest

from guildhall.kernel.authority.refusing import REFUSALS
from guildhall.kernel.authority.saying import BREACHES, NAMES, NOTICES
from guildhall.kernel.model import Text


@pytest.mark.parametrize("text", [
    *NAMES.values(), *NOTICES.values(), *BREACHES.values(), *(text for each in REFUSALS.values() for text in each.values()),
])  # fmt: skip
def test_no_apostrophe_is_straight(text: Text) -> None:
    assert "'" not in text.get("cy", "")
