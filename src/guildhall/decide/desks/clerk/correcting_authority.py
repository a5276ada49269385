"""Powers, uses of them and call-ins are put right at the desk."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from guildhall.decide import models as m
from guildhall.decide.authority.corrected import correct_call_in, correct_power, correct_use
from guildhall.decide.desks.clerk.correction_forms import Box, Form, day_of, key_of, person_of
from guildhall.decide.desks.clerk.naming import elected, officers
from guildhall.decide.keeping.agreed import Correction
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of

_TERMS = {"ground": "Ground", "condition": "Condition", "consultee": "Consulted first"}


def _power(_: HttpRequest, row: m.Delegation) -> Iterator[Box]:
    yield Box("scope", "What may be done with it?", row.scope, missing="Write what the holder may do")
    for each in row.terms.order_by("id"):
        yield Box(f"{each.kind}-{each.place}", _TERMS[each.kind], each.text, hint="Leave it blank if it was never one")
    for kind, label in _TERMS.items():
        yield Box(f"more-{kind}", f"{label}: what was forgotten", hint="A line for each")
    yield Box("starts_on", "From which day?", day_of(row.starts_on), "day")
    yield Box("starts_when", "Or from when, in words?", row.starts_when, "line")
    yield Box("ends_on", "Until which day?", day_of(row.ends_on), "day")
    yield Box("ends_when", "Or until when, in words?", row.ends_when, "line")


def _correct_power(_: HttpRequest, row: m.Delegation, told: dict[str, Any], why: Correction) -> None:
    correct_power(
        delegation=row, terms={each.pk: told[f"{each.kind}-{each.place}"] for each in row.terms.all()},
        more={kind: list(filter(None, map(str.strip, told[f"more-{kind}"].split("\n")))) for kind in _TERMS},
        **{name: told[name] for name in ("scope", "starts_on", "starts_when", "ends_on", "ends_when")}, why=why,
    )  # fmt: skip


def _use(request: HttpRequest, row: m.DelegationUse) -> Iterator[Box]:
    people = officers(request) if row.delegation.holder.held_by == "officer" else elected(request)
    yield Box("title", "What was done?", row.title, "line", missing="Write what was done, in a few words")
    yield Box("what_changed", "What changed?", row.what_changed, missing="Write what changed")
    yield Box("person", "Who used it?", key_of(row.person), "choice", people.by_key(row.person), missing="Choose who")
    yield Box("used_on", "On which day?", day_of(local(row.used_at).date()), "day", missing="Write the day")
    for name, event, label, stands in (
        ("begun", row.delegation.starts_when, "It begins with", row.begun_because),
        ("unended", row.delegation.ends_when, "It ends with", row.unended_because),
    ):
        if event:
            yield Box(name, f"{label}: {event}", stands, missing="Write how that stood on the day")
    for each in row.met.select_related("term").order_by("id"):
        yield Box(
            f"met-{each.pk}", f"{_TERMS[each.term.kind]}: {each.term.text}", each.how, missing="Write how it was met"
        )
        if each.term.kind == "consultee":
            missing = "Write on which day they were asked"
            yield Box(f"consulted-{each.pk}", "On which day were they asked?", day_of(each.on), "day", missing=missing)
    for name, label in (("before", "The text before"), ("after", "The text after")):
        if (exhibit := getattr(row, name)) is None or not exhibit.file:
            yield Box(name, label, exhibit.content if exhibit else "")
    yield Box(
        "because",
        "Why does this lie within the power?",
        row.within_scope_because,
        missing="Write why it lies within it",
    )
    judges = officers(request).by_key(row.judged_by)
    missing = "Choose the officer who says so"
    yield Box("judged_by", "Which officer says so?", key_of(row.judged_by), "choice", judges, missing=missing)


def _correct_use(_: HttpRequest, row: m.DelegationUse, told: dict[str, Any], why: Correction) -> None:
    same: datetime = row.used_at
    correct_use(
        use=row, title=told["title"], what_changed=told["what_changed"], person=person_of(told["person"]) or row.person,  # type: ignore[arg-type]  # chosen
        used_at=same if told["used_on"] == local(same).date() else moment_of(told["used_on"], timedelta()),
        because=told["because"], judged_by=person_of(told["judged_by"]),
        met={each.pk: told[f"met-{each.pk}"] for each in row.met.all()},
        before=told.get("before", ""), after=told.get("after", ""), begun=told.get("begun", ""),
        unended=told.get("unended", ""),
        consulted={each.pk: told[f"consulted-{each.pk}"] for each in row.met.filter(term__kind="consultee")}, why=why,
    )  # fmt: skip


def _call_in(request: HttpRequest, row: m.CallIn) -> Iterator[Box]:
    signed = [each.person for each in row.signatures.select_related("person")]
    missing = "Write why they asked for it" if row.grounds else ""
    yield Box("grounds", "Why did they ask for it?", row.grounds, missing=missing)
    yield Box("asked_for", "What did they ask for?", row.asked_for)
    if row.requested_at is not None:
        at, missing = local(row.requested_at), "Write the day on which it was received"
        yield Box(
            "requested_at", "When was it received?", day_of(at.date()), "moment", time=f"{at:%-H:%M}", missing=missing
        )
    else:
        hint = "It is not on record, so the decision’s path does not show the call-in yet. For example 24 12 2026"
        yield Box("requested_at", "On which day was it asked for?", "", "day", hint=hint)
    keys = frozenset(each.key for each in signed)
    yield Box("signatories", "Who signed it?", "", "ticks", elected(request).by_key(*signed), ticked=keys)
    if row.valid is False:
        yield Box("invalid_because", "Why is it not valid?", row.invalid_because, missing="Write why it is not valid")
    if row.outcome:
        yield Box("outcome_on", "When was it considered?", day_of(row.outcome_on), "day", missing="Write on which day")
        yield Box("outcome_says", "What was said of it?", row.outcome_says, missing="Write what was said of it")


def _correct_call_in(_: HttpRequest, row: m.CallIn, told: dict[str, Any], why: Correction) -> None:
    signed = [each for each in map(person_of, told["signatories"]) if each is not None]
    stood, received = row.requested_at, told.get("requested_at")
    if stood is None and received is not None:
        received = moment_of(received)  # of a call-in that a page told of, the day alone is known
    elif stood and received == stood.replace(second=0, microsecond=0):  # a box shows no seconds
        received = stood
    correct_call_in(
        call_in=row, grounds=told["grounds"], asked_for=told["asked_for"], requested_at=received, signatories=signed,
        invalid_because=told.get("invalid_because", ""), outcome_on=told.get("outcome_on"),
        outcome_says=told.get("outcome_says", ""), why=why,
    )  # fmt: skip


AUTHORITY: Mapping[str, Form] = {
    "delegation": Form(
        "Put a power right", m.Delegation, lambda row: reverse("decide:clerk-power", args=[row.key]), _power,
        _correct_power,
    ),
    "use": Form(
        "Put a use of a power right", m.DelegationUse,
        lambda row: reverse("decide:clerk-power", args=[row.delegation.key]), _use, _correct_use,
    ),
    "call-in": Form(
        "Put a call-in right", m.CallIn, lambda row: reverse("decide:clerk-call-in", args=[row.decision.key]), _call_in,
        _correct_call_in,
    ),
}  # fmt: skip
"""Each kind of record of authority that is put right, by the kind in its reference."""
