"""What every test leans on."""

from collections.abc import Iterator

import pytest
from django.db import connection

from guildhall.ledger import guards


@pytest.fixture(autouse=True)
def ledger_that_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that commits empties its tables afterwards, which the ledger's guards would refuse.

    They stand during the test, and are lifted for the emptying alone.
    """
    marked = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marked and marked.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    with connection.schema_editor() as editor:
        guards.lay(editor)
    yield
    with connection.schema_editor() as editor:
        guards.lift(editor)
