"""Promises to whoever waits for a call about no case: by a code they see the window, when we tried, and that it was kept."""

from datetime import timedelta

import pytest
from django.test import Client
from lxml.html import fromstring
from tests.rooms.acquainted import ASHA
from tests.rooms.deskwork import clerk
from tests.rooms.promising import MORNING, TWO, about_a_bin, promised, seen, vera

from guildhall.serve.clock import standing_at
from guildhall.serve.contacts import callbacks
from guildhall.serve.models import Callback

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]


def followed(client: Client, code: str, detail: str, lang: str = "en") -> str:
    """What somebody sees who follows by a code and a detail."""
    there = {"en": "/en/track", "cy": "/cy/olrhain"}[lang]
    answer = client.post(there, {"reference": code, "detail": detail}, follow=True)
    return " ".join(fromstring(answer.content.decode()).text_content().split())


def code_of(**more: object) -> str:
    with standing_at(MORNING):
        return promised(**more).code  # type: ignore[arg-type]


def test_whoever_is_not_registered_follows_it_by_their_number(client: Client) -> None:
    code = code_of()
    page = followed(client, code.replace("-", " ").lower(), "+44 1632 960101")
    assert "We will ring you on 18 November 2026 between 14:00 and 16:00." in page
    assert "Byddwn yn eich ffonio ar 18 Tachwedd 2026" in followed(Client(), code, "a woman called Vera", "cy")


def test_they_see_when_we_tried_and_that_it_was_kept_and_never_the_number(client: Client) -> None:
    her = vera()
    with standing_at(MORNING):
        made = promised(her)
    for outcome, minutes in (("no-answer", 0), ("spoke", 40)):
        callbacks.attempt(
            callback=made.id, person=seen(her), outcome=outcome, actor=ASHA, at=TWO + timedelta(minutes=minutes)
        )
    page = followed(client, made.code, "Vera Lind")
    assert "We tried to reach you on 18 November 2026 at 14:00." in page
    assert "We spoke with you on 18 November 2026 at 14:40." in page
    assert "960101" not in page


@pytest.mark.parametrize("detail", ["somebody else", "01632 960102", "Vera Lynd"])
def test_nothing_is_told_to_whoever_does_not_know_the_detail(client: Client, detail: str) -> None:
    code = code_of()
    assert "14:00" not in followed(client, code, detail)
    assert client.get(f"/en/track/{code}").status_code == 302


def test_what_is_about_a_case_is_followed_by_the_case() -> None:
    case = about_a_bin(vera())
    assert code_of(reference=case.customer, case=case.reference) == ""


def test_the_advisor_has_the_code_to_tell_them() -> None:
    code = code_of()
    sheet = clerk("advisor").open(f"/desk/callbacks/{Callback.objects.get().pk}?promised=yes").main
    assert f"Tell them the code by which they can follow it: {code}." in sheet
