"""Whoever runs the council's machine takes people on, and gives and ends their roles."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from guildhall.estate.door import accounts_holding
from guildhall.estate.models import Account, RoleHeld

pytestmark = pytest.mark.django_db

ANN = "ann@example.org"


def staff(*words: str) -> str:
    said = StringIO()
    call_command("staff", *words, stdout=said)
    return said.getvalue()


def test_the_first_administrator_logs_in_with_the_password_that_was_said() -> None:
    said = staff("Ann@Example.org", "administrator", "--name", "Ann Field")
    (password,) = re.findall(r"said only now: (\S+)", said)
    assert Client().login(email=ANN, password=password)
    assert "ann@example.org is administrator for every team." in said
    (found,) = accounts_holding(role="administrator")
    assert (found.display_name, found.email) == ("Ann Field", ANN)


def test_somebody_who_is_here_gets_another_role_and_keeps_their_password() -> None:
    staff(ANN, "advisor", "--name", "Ann Field")
    before = Account.objects.get().password
    for _time in range(2):
        assert "password" not in staff(ANN, "service-officer", "--team", "waste-rounds")
    assert Account.objects.get().password == before
    assert sorted(RoleHeld.objects.values_list("role", "team")) == [
        ("advisor", ""),
        ("service-officer", "waste-rounds"),
    ]


def test_a_role_that_ended_opens_nothing_and_its_record_stays() -> None:
    staff(ANN, "advisor", "--name", "Ann Field")
    staff(ANN, "advisor", "--end")
    assert accounts_holding(role="advisor") == ()
    assert RoleHeld.objects.get().until is not None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Say who, and as what: guildhall staff EMAIL ROLE"),
        ((ANN,), "Say who, and as what: guildhall staff EMAIL ROLE"),
        ((ANN, "mayor", "--name", "Ann"), "There is no role mayor. There are: advisor,"),
        ((ANN, "advisor"), "Give their name: --name NAME"),
        (("ann", "advisor", "--name", "Ann"), "ann is no email address."),
        ((ANN, "advisor", "--end"), "Nobody here has the email address ann@example.org."),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line_and_changes_nothing(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(CommandError, match=re.escape(told)) as refused:
        staff(*words)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert not Account.objects.exists()
