"""Promises about who may open a desk."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import DjangoAssertNumQueries, Settings

from guildhall.config import urls as house
from guildhall.estate import door
from guildhall.estate.models import Account, RoleHeld

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


@door.require("advisor", "service-officer")
def phone_desk(request: HttpRequest) -> HttpResponse:
    account = door.account_of(request=request)
    assert account is not None
    assert door.account_of(request=request) is account
    return HttpResponse(f"Good morning, {account.display_name}")


@door.require()
def any_desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Good morning")


urlpatterns = [*house.urlpatterns, path("desk/test-phone", phone_desk), path("desk/test-any", any_desk)]


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def ann() -> door.AccountValue:
    return door.open_account(email="Ann@Example.org", name="Ann Advisor", password=PASSWORD)


def logged_in(account: door.AccountValue) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=Account.id_in(account.reference)))
    return client


def test_a_visitor_is_sent_to_log_in_and_comes_back(ann: door.AccountValue) -> None:
    door.give_role(account=ann.reference, role="advisor", since=LONG_AGO)
    client = Client()
    sent = client.get("/desk/test-phone?q=1")
    assert sent.status_code == 302
    assert sent["Location"] == "/account/login/?next=/desk/test-phone%3Fq%3D1"
    back = client.post(sent["Location"], {"login": "ann@example.org", "password": PASSWORD})
    assert back["Location"] == "/desk/test-phone?q=1"
    assert client.get(back["Location"]).content == b"Good morning, Ann Advisor"


def test_without_the_role_the_page_says_so_in_plain_words(ann: door.AccountValue) -> None:
    door.give_role(account=ann.reference, role="service-designer", since=LONG_AGO)
    refused = logged_in(ann).get("/desk/test-phone")
    assert refused.status_code == 403
    assert "does not have the role that this desk needs" in refused.content.decode()
    assert "01632 960 100" in refused.content.decode()


def test_where_no_role_is_named_any_role_will_do(ann: door.AccountValue) -> None:
    client = logged_in(ann)
    assert client.get("/desk/test-any").status_code == 403
    door.give_role(account=ann.reference, role="administrator", since=LONG_AGO)
    assert client.get("/desk/test-any").status_code == 200


def test_a_role_begins_and_ends_and_its_record_stays(ann: door.AccountValue) -> None:
    now = datetime.now(UTC)
    client = logged_in(ann)
    door.give_role(account=ann.reference, role="advisor", since=now + timedelta(days=1))
    assert client.get("/desk/test-phone").status_code == 403
    door.end_role(account=ann.reference, role="advisor", until=now + timedelta(days=2))
    door.give_role(account=ann.reference, role="advisor", since=LONG_AGO)
    assert client.get("/desk/test-phone").status_code == 200
    door.end_role(account=ann.reference, role="advisor", until=now - timedelta(seconds=1))
    assert client.get("/desk/test-phone").status_code == 403
    assert RoleHeld.objects.count() == 2


def test_an_account_that_was_closed_opens_no_desk(ann: door.AccountValue) -> None:
    door.give_role(account=ann.reference, role="advisor", since=LONG_AGO)
    client = logged_in(ann)
    Account.objects.update(is_active=False)
    assert client.get("/desk/test-phone").status_code == 302


def test_outside_the_demo_a_second_step_is_set_up_before_any_desk(ann: door.AccountValue, settings: Settings) -> None:
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    door.give_role(account=ann.reference, role="advisor", since=LONG_AGO)
    client = logged_in(ann)
    assert client.get("/desk/test-phone")["Location"] == "/account/2fa/totp/activate/"
    Authenticator.objects.create(user_id=Account.id_in(ann.reference), type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client.get("/desk/test-phone").status_code == 302
    Authenticator.objects.create(user_id=Account.id_in(ann.reference), type=Authenticator.Type.TOTP, data={})
    assert client.get("/desk/test-phone").status_code == 200


def test_the_second_step_can_really_be_set_up_and_is_then_asked_for(ann: door.AccountValue) -> None:
    log_in = {"login": "ann@example.org", "password": PASSWORD}
    client = Client()
    client.post("/account/login/", log_in)
    again = client.get("/account/2fa/totp/activate/")["Location"]
    client.post(again, {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    (secret,) = re.findall(r'value="([A-Z2-7]{32})"', page)
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    shown = client.post("/account/2fa/totp/activate/", {"code": code}, follow=True)
    assert "Recovery codes" in shown.content.decode()

    later = Client()
    assert later.post("/account/login/", log_in)["Location"] == "/account/2fa/authenticate/"
    assert "Elverdon Council" in later.get("/account/2fa/authenticate/").content.decode()


def test_a_wrong_password_is_refused_and_too_many_are_stopped(ann: door.AccountValue) -> None:
    client = Client(REMOTE_ADDR="192.0.2.77")
    tries = [client.post("/account/login/", {"login": "ann@example.org", "password": "wrong"}) for _ in range(8)]
    assert tries[0].status_code == 200
    assert "Error: Log in" in tries[0].content.decode()
    stopped = tries[-1].content.decode()
    assert "too many" in stopped.lower()


def test_knowing_who_asks_costs_the_same_however_often_it_is_asked(
    ann: door.AccountValue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    door.give_role(account=ann.reference, role="advisor", since=LONG_AGO)
    client = logged_in(ann)
    with django_assert_num_queries(3):  # the session, the account, its roles
        client.get("/desk/test-phone")


def test_an_email_address_has_one_account_whatever_its_case(ann: door.AccountValue) -> None:
    with pytest.raises(door.AlreadyOpen) as refused:
        door.open_account(email="ANN@example.org", name="Another Ann", password=PASSWORD)
    assert "ann" not in str(refused.value).lower().replace("an account", "")


def test_a_role_is_held_once_at_a_time(ann: door.AccountValue) -> None:
    door.give_role(account=ann.reference, role="advisor", since=LONG_AGO)
    door.give_role(account=ann.reference, role="advisor", since=LONG_AGO)
    assert RoleHeld.objects.count() == 1
    with pytest.raises(IntegrityError):
        RoleHeld.objects.create(account_id=Account.id_in(ann.reference), role="advisor", since=LONG_AGO)


def test_a_team_finds_its_own_officers_and_those_of_all_teams(
    ann: door.AccountValue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ben = door.open_account(email="ben@example.org", name="Ben Bins", password=PASSWORD)
    cat = door.open_account(email="cat@example.org", name="Cat Cars", password=PASSWORD)
    door.give_role(account=ann.reference, role="service-officer", since=LONG_AGO)
    door.give_role(account=ben.reference, role="service-officer", team="waste", since=LONG_AGO)
    door.give_role(account=cat.reference, role="service-officer", team="parking", since=LONG_AGO)
    with django_assert_num_queries(2):
        found = door.accounts_holding(role="service-officer", team="waste")
    assert [each.display_name for each in found] == ["Ann Advisor", "Ben Bins"]
    assert found[1].holds("service-officer", team="waste")
    assert not found[1].holds("service-officer", team="parking")


def test_a_reference_says_nothing_about_the_person(ann: door.AccountValue) -> None:
    assert ann.reference.startswith("account/")
    assert "ann" not in ann.reference.removeprefix("account/")
    assert door.display_names(references=[ann.reference, "party/1", ""]) == {ann.reference: "Ann Advisor"}


@pytest.mark.parametrize("unknown", ["account/", "account/nia", "account/" + "f" * 32, "account/zzzz-1", "nobody"])
def test_a_reference_that_leads_to_no_account_has_no_name_and_spoils_nobody_elses(
    ann: door.AccountValue, unknown: str
) -> None:
    assert door.display_names(references=[unknown, ann.reference]) == {ann.reference: "Ann Advisor"}
