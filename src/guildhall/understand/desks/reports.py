"""The desk where reports are made from the record: of a strategy over a period, for Cabinet or for scrutiny.

What is shown is made as it is asked for. It is kept where somebody who keeps the record deposits it on an agenda item.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guildhall.decide import door as decide
from guildhall.decide.door import NoSuchItem, ToCome
from guildhall.estate.door import AccountValue, Role, Typed, account_of, compose, onlooker_of, page, problem, require
from guildhall.kernel.clocks import add_months, local
from guildhall.kernel.saying import time_in_words
from guildhall.ledger.door import Actor
from guildhall.plan import door as plan
from guildhall.understand.clock import now
from guildhall.understand.reported import KINDS, Block, Kind, blocks, fingerprint
from guildhall.understand.reporting import report
from guildhall.understand.tongue import Tongue

ROLES: tuple[Role, ...] = ("strategy-officer", "service-officer", "democratic-services", "monitoring-officer")
"""Whoever answers for what the figures are about, and whoever puts papers before a meeting."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report as it was made at a moment: its kind, what it is called, of which days it is, when it was made, and all that it says."""

    kind: Kind
    title: str
    period: str
    made: str
    told: tuple[Block, ...]
    strategy: str

    @property
    def fingerprint(self) -> str:
        """What tells it from a report that says anything else; when it was made is not of it."""
        return fingerprint(self.told)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require(*ROLES)
def reports(request: HttpRequest) -> HttpResponse:
    """Of which strategy and which days, and the report of them; and who keeps the record deposits it on an agenda item."""
    account = account_of(request=request)
    if account is None:
        raise PermissionError("A desk was opened by nobody.")
    at, typed = now(), Typed.asked(request)
    strategies = plan.strategies(on=local(at).date())
    found = made(typed, strategies, at)
    items = decide.items_to_come(onlooker=onlooker_of(account=account), on=local(at).date()) if found else ()
    if request.method == "POST":
        if found is None or request.POST.get("act") != "deposit":
            return problem(request=request, status=400)
        if done := _deposit(Typed.posted(request), typed, found, account, at):
            return redirect(f"{done}#exhibits")
    return _page(request, typed, strategies, found, items)


def _deposit(posted: Typed, typed: Typed, found: Made, account: AccountValue, at: datetime) -> str:
    """Deposit what was read, on the item that was chosen. Where it stands then; nothing where it was refused, and why in ``typed``."""
    item = posted.raw("item")
    if posted.raw("seen") != found.fingerprint:
        typed.wrong("item", "The record has changed since you read this. Read the report again, then deposit it")
        return ""
    copy = compose(template="understand/report_copy.jinja", title=found.title, found=found)
    try:
        with transaction.atomic():
            if posted.is_first("understand.once"):
                decide.deposit_report(
                    item=item,
                    title=f"{found.title}. {found.period}"[:400],
                    page=copy,
                    source=found.strategy,
                    onlooker=onlooker_of(account=account),
                    actor=Actor("staff", account.reference),
                    at=at,
                )
    except NoSuchItem:
        typed.wrong("item", "Choose an item of a meeting that is to come")
        return ""
    return reverse("decide:clerk-item", args=[item.partition("/")[2]])


def made(typed: Typed, strategies: Mapping[str, Mapping[str, str]], at: datetime) -> Made | None:
    """The report that the address asks for; nothing where none is asked for, or what is asked for is amiss."""
    if not typed.raw("strategy") and not typed.raw("kind"):
        return None
    today = local(at).date()
    kind = next((each for each in KINDS if each == typed.chosen("kind", KINDS, "Choose what you need")), None)
    strategy = typed.chosen("strategy", strategies, "Choose a strategy")
    since = typed.day("since", "Write the first day of the period")
    until = typed.day("until", "Write the last day of the period")
    if since and until and since > until:
        typed.wrong("since", "The first day is after the last")
    if since and since > today:
        typed.wrong("since", "The period has not begun")
    if typed.errors or not (kind and since and until):
        return None
    found = report(strategy=strategy, since=since, until=until, today=today, whole=kind == "scrutiny")
    if found is None:
        typed.wrong("strategy", "Nothing is undertaken in this strategy")
        return None
    return Made(
        kind,
        f"{KINDS[kind]}: {Tongue('en')(found.title)}",
        _period(since, until, found.on),
        f"Made from the record on {_said(today)} at {time_in_words(at)}.",
        blocks(found, kind),
        strategy,
    )


def _page(
    request: HttpRequest,
    typed: Typed,
    strategies: Mapping[str, Mapping[str, str]],
    found: Made | None,
    items: Sequence[ToCome],
) -> HttpResponse:
    since, until = _last_quarter(local(now()).date())
    return page(
        request=request,
        template="understand/reports.jinja",
        status=409 if typed.errors else 200,
        account=account_of(request=request),
        desk="reports",
        title=found.title if found else "Reports",
        errors=typed.errors,
        once=token_urlsafe(12),
        typed=request.GET.dict() | {"item": request.POST.get("item", "")},
        kinds=list(KINDS.items()),
        strategies=[(each, Tongue("en")(title)) for each, title in strategies.items()],
        since=_said(since),
        until=_said(until),
        found=found,
        items=[(each.reference, f"{_said(each.day)}, {each.body}: {each.title}"[:160]) for each in items],
    )


def _period(since: date, until: date, on: date) -> str:
    said = f"From {_said(since)} to {_said(until)}."
    return said if on == until else f"{said} The period is not over: this is how it stood on {_said(on)}."


def _last_quarter(today: date) -> tuple[date, date]:
    """The quarter that is over, which is what most reports are of."""
    begun = today.replace(day=1, month=today.month - (today.month - 1) % 3)
    before = add_months(begun, -3)
    return before, date.fromordinal(begun.toordinal() - 1)


def _said(day: date) -> str:
    return f"{day:%-d %B %Y}"
