"""A promise about the database that tests copy: it is never one that somebody works with."""

import pytest
from django.db import connection
from tests import migrated


@pytest.mark.django_db
def test_only_the_tests_own_database_is_kept_to_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    assert migrated.is_of_tests() == (connection.vendor == "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", "/var/council.sqlite3")
    assert not migrated.is_of_tests()
