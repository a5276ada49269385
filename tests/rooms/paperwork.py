"""Somebody who opens the post: keys a form that was filled in by hand, and reads what the desk says of it."""

from datetime import timedelta
from typing import Any

from django.test import Client
from lxml import html
from tests.rooms.council import MISSED_BIN, NOWHERE_KNOWN, WEDNESDAY

from guildhall.channels.paper import sheet
from guildhall.estate.door import give_role, open_account
from guildhall.estate.models import Account
from guildhall.serve import clock
from guildhall.serve.desks.paper.codes import code_of
from guildhall.serve.publishing.editions import Live

ON_PAPER = MISSED_BIN | {"address": NOWHERE_KNOWN, "collection-day": "2026-11-17"}
TODAY = "18 11 2026"


def opens_the_post() -> Client:
    """A clerk, logged in, who may key forms."""
    account = open_account(email="clerk@example.org", name="Clerk", password="a long enough password")
    give_role(account=account.reference, role="advisor", since=WEDNESDAY - timedelta(days=9))
    client = Client()
    client.force_login(Account.objects.get(email="clerk@example.org"))
    return client


def typed(live: Live, answers: dict[str, object], language: str = "en") -> dict[str, str]:
    """What a form says, box by box, when these answers are written on it."""
    form, _cannot_stand = sheet(live.compiled, language).fill(answers)
    return {name: str(held) for name, held in form.items()}


def code(live: Live, language: str = "en") -> str:
    """The code that is printed on the form."""
    return code_of(edition=live.hash, service=live.id, language=language)


def post(clerk: Client, live: Live, keyed: dict[str, str], language: str = "en", **more: str) -> Any:
    """Key a form that was handed in today; `more` are the desk's own boxes and buttons."""
    posted = {"handed-in": TODAY, "nonce": "one", "language": language} | keyed
    with clock.standing_at(WEDNESDAY):
        return clerk.post(
            f"/desk/paper/{code(live, language)}", posted | {k.replace("_", "-"): v for k, v in more.items()}
        )


def said(answer: Any) -> str:
    """All that can be read on a page."""
    return " ".join(" ".join(html.fromstring(answer.content).itertext()).split())
