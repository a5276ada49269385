"""A desk: which channel it speaks on, what it is called, and where its pages are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from guildhall.channels.phone import Script
from guildhall.estate.door import Role, council, page, words
from guildhall.kernel.question import Question
from guildhall.ledger.door import Actor
from guildhall.serve.desks.staff import account, actor

ROLES: tuple[Role, ...] = ("advisor", "administrator")
_OPENED = "desk-journeys"
_BEGUN = "desk-begun"
_MOST_OPENED = 40


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk where staff speak with people. ``channel`` is the way in that it serves, and the name of its addresses."""

    channel: str
    label: str
    path: str
    person: str
    """What the other person is called: the caller, the visitor."""
    contact: str
    """What one contact is called: call, visit."""
    script: Callable[..., Script]
    in_person: bool = False
    """Whether people are there themselves: documents are looked at, somebody may sit beside them and help."""
    called: str = ""
    """The name of its addresses, where that is not the channel's."""
    by: Callable[[HttpRequest], Actor] = actor
    """Who acts at this desk."""

    @property
    def name(self) -> str:
        """What its addresses and the navigation call it."""
        return self.called or self.channel

    def url(self, name: str = "", **parts: object) -> str:
        """The path of one of its pages."""
        return reverse(f"serve:{self.name}{'-' + name if name else ''}", kwargs=parts or None)

    def ask(self, questions: Sequence[Question], language: str, *, proxy: bool) -> Script:
        """The script for some questions, in the person's language."""
        return self.script(questions, language, proxy=proxy)


def show(  # the page's own words follow by name
    request: HttpRequest, desk: Desk, template: str, *, title: str, spoken: str, errors: Sequence[Any] = (), **more: Any
) -> HttpResponse:
    """A page of a desk. ``spoken`` is the language of the person spoken with; the desk itself is in English."""
    return page(
        request=request,
        template=f"serve/assisted/{template}.jinja",
        account=account(request),
        desk=desk.name,
        place=desk,
        title=title,
        spoken=spoken,
        errors=list(errors),
        aloud=aloud,
        **more,
    )


def aloud(key: str, language: str, **holes: object) -> str:
    """Words to read aloud, in the person's language."""
    return words("serve").say(f"say-{key}", language if language in council().languages else "en", **holes)


def begun_from(request: HttpRequest) -> UUID | None:
    """The journey that this very page has begun already, by a first click or in another tab."""
    found = request.session.get(_BEGUN, {}).get(request.POST.get("contact", ""))
    return UUID(found) if found else None


def let_open(request: HttpRequest, journey: UUID, code: str = "") -> None:
    """Remember that whoever is at this desk began a journey, or gave the right checks for it.

    ``code`` is by which it is taken up again: once that is another, this log-in opens it no more.
    """
    contact = request.POST.get("contact", "")[:36]
    if contact:
        before = list(request.session.get(_BEGUN, {}).items())
        request.session[_BEGUN] = dict([*before[-9:], (contact, str(journey))])
    opened = [each for each in request.session.get(_OPENED, []) if each[:36] != str(journey)]
    request.session[_OPENED] = [*opened, f"{journey} {code}"][-_MOST_OPENED:]


def may_open(request: HttpRequest, journey: UUID, code: str = "") -> bool:
    """Whether this log-in began the journey or passed its checks, by the ``code`` that it has now. Nobody else is shown anything."""
    noted = [each[37:] for each in request.session.get(_OPENED, []) if each[:36] == str(journey)]
    return bool(noted) and not (code and noted[0] and noted[0] != code)
