"""Who is logged in, and which roles they hold."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Literal
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from guildhall.estate.models import Account, RoleHeld
from guildhall.estate.problems import problem

Role = Literal[
    "advisor",
    "service-officer",
    "service-designer",
    "administrator",
    "safeguarding",
    "information-governance",
    "partner",
    "councillor",
    "democratic-services",
    "monitoring-officer",
    "strategy-officer",
]
"""What somebody may do. ``safeguarding`` keeps people safe, and sees what is protected. ``information-governance``
sees to what the law asks for people's records: for how long, shown to them, erased. A ``partner`` helps people who agreed to
it: the team of that role is the organisation's reference. A ``councillor`` speaks for a ward: the team is the ward.
``democratic-services`` keeps the record of what is decided, and the ``monitoring-officer`` answers for its lawfulness: both see
its drafts and what of it is exempt. A ``strategy-officer`` writes the council's strategies, and sees the drafts of them.
"""

_REMEMBERED = "_guildhall_account"


class AlreadyOpen(Exception):
    """There is an account with this email address already."""


@dataclass(frozen=True, slots=True)
class RoleValue:
    """A role held now, in one team or (`""`) in all."""

    role: str
    team: str


@dataclass(frozen=True, slots=True)
class AccountValue:
    """An account as the other rooms see it."""

    reference: str
    display_name: str
    email: str
    roles: tuple[RoleValue, ...]

    def holds(self, *roles: str, team: str = "") -> bool:
        """Whether the account holds one of these roles, for this team when one is named."""
        return any(held.role in roles and (not team or held.team in ("", team)) for held in self.roles)


def account_of(request: HttpRequest) -> AccountValue | None:
    """The account that is logged in; read from the database once for each request."""
    if not hasattr(request, _REMEMBERED):
        user = request.user
        found = None
        if isinstance(user, Account) and user.is_active:
            found = _value(user, _held_now().filter(account=user))
        setattr(request, _REMEMBERED, found)
    remembered: AccountValue | None = getattr(request, _REMEMBERED)
    return remembered


View = Callable[..., HttpResponse]


def require(*roles: Role) -> Callable[[View], View]:
    """Let only holders of one of these roles (with none named: of any role) see a view."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            account = account_of(request)
            if account is None:
                return redirect_to_login(request.get_full_path())
            if not (account.holds(*roles) if roles else account.roles):
                return problem(request, status=403, words_key="estate.no-role")
            if not settings.DEMO and not _has_second_step(account):
                return redirect("mfa_activate_totp")
            return view(request, *args, **kwargs)

        return guarded

    return guard


def open_account(*, email: str, name: str, password: str) -> AccountValue:
    """Open an account whose email address the council vouches for. Raises `AlreadyOpen`."""
    if Account.objects.filter(email=email.strip().casefold()).exists():
        raise AlreadyOpen("There is an account with this email address.")
    account = Account.objects.create_user(email, password, display_name=name)
    EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
    return _value(account, [])


def give_role(*, account: str, role: Role, team: str, since: datetime) -> None:
    """Record that an account holds a role; holding it already is harmless."""
    RoleHeld.objects.get_or_create(
        account_id=Account.id_in(account), role=role, team=team, until=None,
        defaults={"since": since},
    )  # fmt: skip


def end_role(*, account: str, role: Role, team: str, until: datetime) -> None:
    """Record that an account no longer holds a role."""
    RoleHeld.objects.filter(account_id=Account.id_in(account), role=role, team=team, until=None).update(until=until)


def accounts_holding(*, role: Role, team: str) -> tuple[AccountValue, ...]:
    """The active accounts that hold a role now, by name. Two questions to the database."""
    held = _held_now().filter(role=role)
    if team:
        held = held.filter(team__in=("", team))
    found = (
        Account.objects.filter(is_active=True, roles_held__in=held)
        .distinct()
        .order_by("display_name")
        .prefetch_related(Prefetch("roles_held", queryset=_held_now(), to_attr="held_now"))
    )
    return tuple(_value(each, getattr(each, "held_now")) for each in found)  # noqa: B009


def display_names(references: Iterable[str]) -> dict[str, str]:
    """The display name of each reference that is an account's. What leads to no account is left out."""
    keys = [key for each in references if (key := _key(each))]
    return {each.reference: each.display_name for each in Account.objects.filter(id__in=keys)}


def _key(reference: str) -> UUID | None:
    with suppress(ValueError):
        return Account.id_in(reference)
    return None


def _held_now() -> QuerySet[RoleHeld]:
    now = timezone.now()
    return RoleHeld.objects.filter(Q(until__isnull=True) | Q(until__gt=now), since__lte=now)


def _has_second_step(account: AccountValue) -> bool:
    found: bool = Authenticator.objects.filter(
        user_id=Account.id_in(account.reference),
        type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN),
    ).exists()
    return found


def _value(account: Account, held: Iterable[RoleHeld]) -> AccountValue:
    roles = tuple(RoleValue(each.role, each.team) for each in held)
    return AccountValue(account.reference, account.display_name, account.email, roles)
