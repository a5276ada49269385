"""What every staff desk asks first: who works here, whether the role allows it, and that no page is kept by a browser."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from guildhall.estate.door import AccountValue, Role, account_of, require
from guildhall.ledger.door import Actor

View = Callable[..., HttpResponse]


def desk_page(*roles: Role) -> Callable[[View], View]:
    """Let only holders of one of these roles see a page, and let no browser keep it."""

    def guard(view: View) -> View:
        guarded: View = never_cache(require(*roles)(view))
        return guarded

    return guard


def account(request: HttpRequest) -> AccountValue:
    """Who is at the desk. Only for views that ``desk_page`` guards."""
    found = account_of(request=request)
    if found is None:
        raise PermissionError("A desk was opened by nobody.")
    return found


def actor(request: HttpRequest) -> Actor:
    """Who is at the desk, as events name them."""
    return Actor("staff", account(request).reference)


def teams(request: HttpRequest, *roles: Role) -> tuple[str, ...] | None:
    """The teams for which somebody holds one of these roles; ``None`` when they hold it for every team."""
    held = [each.team for each in account(request).roles if each.role in roles]
    return None if "" in held else tuple(dict.fromkeys(held))


def said(request: HttpRequest, name: str, longest: int = 4000) -> str:
    """What was written in a box, without the spaces round it, and cut where nobody would write on."""
    written: Any = request.POST.get(name, "")
    return str(written).replace("\x00", "").strip()[:longest]
