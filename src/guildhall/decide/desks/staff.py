"""What every desk of the record asks first: who works here, and what they see."""

from collections.abc import Callable, Mapping, Sequence
from secrets import token_urlsafe
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from guildhall.decide.models.record import Cited
from guildhall.decide.references import KIND_OF
from guildhall.decide.sight import seen_of
from guildhall.estate.door import AccountValue, Onlooker, Role, account_of, onlooker_of, page, require
from guildhall.ledger.door import Actor

View = Callable[..., HttpResponse]
Row = TypeVar("Row", bound=Cited)
KEEPERS: tuple[Role, ...] = ("democratic-services", "monitoring-officer")
"""Whoever keeps the record."""


def desk_page(view: View) -> View:
    """Let only those who keep the record see a page, and let no browser keep it."""
    guarded: View = never_cache(require(*KEEPERS)(view))
    return guarded


def account(request: HttpRequest) -> AccountValue:
    """Who is at the desk. Only for views that ``desk_page`` guards."""
    found = account_of(request=request)
    if found is None:
        raise PermissionError("A desk was opened by nobody.")
    return found


def actor(request: HttpRequest) -> Actor:
    """Who is at the desk, as events name them."""
    return Actor("staff", account(request).reference)


def onlooker(request: HttpRequest) -> Onlooker:
    """How far whoever is at the desk sees."""
    return onlooker_of(account=account(request))


def at_desk(request: HttpRequest, model: type[Row], key: str) -> Row:
    """The record that a page of the desk is about, by its key. Raises ``Http404`` where whoever is at the desk sees none."""
    row = seen_of(model, f"{KIND_OF[model]}/{key}", onlooker(request))
    if row is None:
        raise Http404
    return row


def show(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    errors: Sequence[Mapping[str, str]] = (),
    **context: Any,
) -> HttpResponse:
    """A page of the desk. What was typed stands in its boxes again; each of its forms carries a mark, to be done once."""
    return page(
        request=request,
        template=template,
        status=409 if errors else 200,
        account=account(request),
        title=title,
        errors=list(errors),
        once=token_urlsafe(12),
        **({"desk": "record", "typed": request.POST} | context),
    )
