"""Those who help others in the demo council: a library, a charity and two councillors, and somebody whom each of them helps."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from guildhall.estate.door import AlreadyOpen, accounts_holding, give_role, open_account
from guildhall.ledger.door import Actor
from guildhall.people.door import name_of, register
from guildhall.serve.answering import journeys
from guildhall.serve.casework import cases, opening
from guildhall.serve.contacts import interactions
from guildhall.serve.helping import consents, constituents
from guildhall.serve.helping.constituents import Constituent
from guildhall.serve.models import Case, Message
from guildhall.serve.publishing import editions
from guildhall.serve.telling import messages

Told = Mapping[str, Any]


def take_on(*, told: Told, password: str, at: datetime) -> None:
    """Let everybody in who is not here yet, each by their role: for their organisation, or for their ward."""
    here = {each.email for role in ("partner", "councillor") for each in accounts_holding(role=role)}
    for each in told["organisations"]:
        missing = [one for one in each["helpers"] if one["email"] not in here]
        if missing:
            party = register(kind="organisation", name=each["name"], phone=each["phone"], at=at)
            for one in missing:
                _let_in(one, "partner", party, password, at)
    for each in told["councillors"]:
        if each["email"] not in here:
            _let_in(each, "councillor", each["ward"], password, at)


def log_ins(*, told: Told) -> tuple[tuple[str, str], ...]:
    """The email address of each, and what they do."""
    helpers = [one for each in told["organisations"] for one in each["helpers"]]
    return tuple((each["email"], each["does"]) for each in [*helpers, *told["councillors"]])


def live(*, told: Told, until: datetime) -> None:
    """The library fills in a form with somebody yesterday; and a constituent asks a councillor about an open case."""
    at = until - timedelta(days=1)
    for helper in accounts_holding(role="partner"):
        library = next(each.team for each in helper.roles if each.role == "partner")
        if told["helped"]["by"] == helper.email:
            _help(told["helped"], Actor("helper", helper.reference), library, at)
    for councillor in accounts_holding(role="councillor"):
        ward = next(each.team for each in councillor.roles if each.role == "councillor")
        asked = Case.objects.filter(ward=ward, closed_at=None).exclude(customer="").order_by("opened_at").first()
        if asked is not None:
            case = cases.find(reference=asked.reference)
            who = Constituent(name_of(reference=case.customer), "", "", case.language)
            by = Actor("helper", councillor.reference)
            constituents.asked(councillor=by, name=councillor.display_name, who=who, case=case, service="", at=at)
    Message.objects.filter(about="councillor", kind="email", sent_at=None).update(sent_at=F("rendered_at"))


def _help(told: Told, helper: Actor, library: str, at: datetime) -> None:
    live = editions.current(service=told["service"])
    if live is None:
        return
    person, language = register(name=told["name"], language="en", at=at), "en"
    begun = journeys.begin(
        live=live, language=language, channel="web", actor=helper, on_behalf_of=person, answers=told["answers"], at=at
    )
    consents.give(
        journey=begun.id,
        principal=person,
        helper=library,
        powers=("hear", "speak"),
        wording=told["wording"],
        language=language,
        channel="web",
        actor=helper,
        at=at,
        on_behalf_of=person,
    )
    with suppress(opening.NotFinished):
        case = opening.submit(journey=begun.id, actor=helper, channel="web", at=at)
        messages.receive(reference=case.reference, at=at)
        interactions.led_to_case(reference=case.reference)


def _let_in(told: Told, role: Any, team: str, password: str, at: datetime) -> None:
    with suppress(AlreadyOpen), transaction.atomic():
        account = open_account(email=told["email"], name=told["name"], password=password)
        give_role(account=account.reference, role=role, team=team, since=at)
