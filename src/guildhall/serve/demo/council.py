"""The demo council: every shipped service in force, somebody to log in as at each desk, and some weeks of life.

Made by the same actions that people use, so that it shows what they would see. Saying it again changes nothing.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from ruamel.yaml import YAML

from guildhall import catalogue
from guildhall.estate.door import AlreadyOpen, Role, accounts_holding, give_role, open_account
from guildhall.ledger.door import Actor
from guildhall.serve.demo import alongside, consulted, midlife, places, potholes, requested
from guildhall.serve.models import Edition, Journey, Message
from guildhall.serve.publishing import editions

PASSWORD = "only-for-this-demo"  # noqa: S105  # printed at every start: it opens nothing but the demo
_KNOWN = "demo-editions.json"


class NotTheDemo(ValueError):
    """The demo's made-up people and well-known password were asked for outside the demo."""


@dataclass(frozen=True, slots=True)
class LogIn:
    """Somebody to log in as, and what they do."""

    email: str
    does: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A journey left half-way: its spoken code, and what is asked before anything of it is shown."""

    code: str
    checks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DemoCouncil:
    """What a newcomer needs to know."""

    log_ins: tuple[LogIn, ...]
    drafts: tuple[Draft, ...]


def open_council(*, at: datetime) -> DemoCouncil:
    """Make whatever is missing of the demo council. Raises ``NotTheDemo``."""
    if not settings.DEMO:
        raise NotTheDemo("The demo council is made only where GUILDHALL_DEMO=1.")
    publish_shipped(at=at)
    places.open_places(at=at)
    staff = _staff(at)
    helpers = told()["helpers"]
    alongside.take_on(told=helpers, password=PASSWORD, at=at)
    if not Journey.objects.exists():
        with transaction.atomic():
            midlife.live_through(until=at, staff=staff, said=told())
            alongside.live(told=helpers, until=at)
            potholes.report(until=at)
            places.expect_people(until=at)
            requested.ask(until=at, officer=Actor("staff", staff["privacy@elverdon.example.org"]))
            consulted.have_their_say(until=at, officer=Actor("staff", staff["officer@elverdon.example.org"]))
            _sent()
    drafts = tuple(Draft(*each) for each in midlife.drafts(at=at))
    staff_log_ins = tuple((each["email"], each["does"]) for each in told()["staff"])
    return DemoCouncil(tuple(LogIn(*each) for each in (*staff_log_ins, *alongside.log_ins(told=helpers))), drafts)


def publish_shipped(*, at: datetime) -> None:
    """Put every shipped definition in force that is not in force already."""
    in_force = set(dict(Edition.objects.order_by("published_at").values_list("service", "hash")).values())
    known = _known()
    for name, text in shipped():
        seen = sha256(text.encode()).hexdigest()
        if known.get(seen) not in in_force:
            known[seen] = editions.publish(text=text, by="system", at=at, file=name).hash
            _known_file().write_text(json.dumps(known), encoding="utf-8")


def _sent() -> None:
    """What was written to people in those weeks went out as it was written: no example is sent to anybody now."""
    Message.objects.filter(kind="email", sent_at=None, stopped_at=None).update(sent_at=F("rendered_at"))


@cache
def told() -> Mapping[str, Any]:
    """The demo's invented people and words."""
    found: Mapping[str, Any] = YAML(typ="safe").load(
        files("guildhall.serve.demo").joinpath("demo.yaml").read_text(encoding="utf-8")
    )
    return found


def _staff(at: datetime) -> Mapping[str, str]:
    """Everybody who works here, by email: their account's reference. Those who are missing are taken on."""
    roles: tuple[Role, ...] = (
        "advisor",
        "service-officer",
        "service-designer",
        "administrator",
        "safeguarding",
        "information-governance",
        "democratic-services",
    )
    here = {each.email: each.reference for role in roles for each in accounts_holding(role=role)}
    colleagues = [each | {"roles": [each["role"]]} for each in told()["colleagues"]]
    for each in [*told()["staff"], *colleagues]:
        if each["email"] not in here:
            with suppress(AlreadyOpen), transaction.atomic():
                account = open_account(email=each["email"], name=each["name"], password=PASSWORD)
                for role in each["roles"]:
                    give_role(account=account.reference, role=role, team=each.get("team", ""), since=at)
                here[each["email"]] = account.reference
    return here


def shipped() -> Iterable[tuple[str, str]]:
    """Every shipped definition: its file's name, and its text."""
    folder = files(catalogue) / catalogue.SERVICES
    for found in sorted(folder.iterdir(), key=lambda each: each.name):
        if found.name.endswith(".yaml"):
            yield found.name, found.read_text(encoding="utf-8")


def _known() -> dict[str, str]:
    """Which edition each definition's text makes, so that a text seen before need not be read again."""
    try:
        found: dict[str, str] = json.loads(_known_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _known_file() -> Path:
    folder = Path(settings.MEDIA_ROOT).parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder / _KNOWN
