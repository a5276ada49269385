"""What an act sends, seen before it goes: the act is done, what it would tell is read word for word, and all of it is taken back.

From there it is done, or changed with nothing lost. Where the words are others by then (a day has passed, somebody gave another
address), they are shown again, and nothing goes unseen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import Unprintable, page, problem
from guildhall.kernel.clocks import local
from guildhall.kernel.notices import Counted, counted, quiet_until
from guildhall.serve.clock import now
from guildhall.serve.desks.cases.reach import onlooker
from guildhall.serve.desks.outbox.telling import FORMATS, KINDS, REASONS, hidden, tells_where
from guildhall.serve.desks.staff import account
from guildhall.serve.desks.telling import when
from guildhall.serve.models import Message
from guildhall.serve.sight import sees_case
from guildhall.serve.telling import letters
from guildhall.serve.telling.foreseeing import STANDS_IN, heard, mark_of
from guildhall.serve.telling.notices import Drafted
from guildhall.serve.telling.sending import quiet_hours

View = Callable[..., HttpResponse]
OTHER_WORDS = "It would go in other words by now. Read it again. Nothing was sent."


@dataclass(frozen=True, slots=True)
class Going:
    """One notice as it goes: the message to send first, how long it is and until when it is held.

    ``hidden``: by which way they are told is kept, because they are protected; ``told`` has the words all the same, whatever carries
    them. ``withheld``: these are kept too, because they say where they are expected. ``elsewhere``: it is about a case that whoever
    looks may not open, so that no more is shown of it than what is written to its reporter alone.
    """

    draft: Drafted
    first: Message | None
    told: Message | None
    hidden: bool
    withheld: bool
    elsewhere: bool
    counted: Counted | None
    held: str


def shown_first(does: str | Callable[[HttpRequest], str], *, others: bool = False) -> Callable[[View], View]:
    """Let a post that asks to ``?see`` show what it would send, with a button that does it, called what it ``does``.

    ``others``: it tells the reporters of other cases too, some of which whoever is here may not open.
    What the view refuses stays refused at its box. The view shows its page again, as it was typed, to whoever would ``?change`` it.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked, agreed = request.GET.get("see", ""), request.POST.get("seen", "")
            if request.method != "POST" or "change" in request.GET or not (asked or agreed):
                return view(request, *args, **kwargs)
            with transaction.atomic(), heard() as drafts:
                response = view(request, *args, **kwargs)
                done = HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST
                again = done and bool(asked or (drafts and mark_of(drafts) != agreed))
                if asked or again:
                    transaction.set_rollback(True)
            if not again:
                return response
            called = does if isinstance(does, str) else does(request)
            told = [going(request, each, others=others) for each in drafts]
            return _letter(request, told) if asked == "letter" else _seen(request, drafts, told, called)

        return shown

    return guard


def address(request: HttpRequest, **more: str) -> str:
    """The address of a page without what looking added to it: for its forms, and with ``see`` for the button that looks."""
    asked = request.GET.copy()
    for name in ("see", "change"):
        asked.pop(name, None)
    asked.update(more)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def going(request: HttpRequest, draft: Drafted, *, others: bool = False) -> Going:
    """A notice as the pages tell of it; ``others`` as for ``shown_first``."""
    at, first, quiet = now(), next(iter(draft.messages), None), quiet_hours()
    sms = first is not None and first.kind == "sms"
    ends = quiet_until(at, quiet) if sms and quiet else None
    told = first or draft.otherwise or draft.agreed or next(iter(draft.stopped), None)
    sees = onlooker(request)
    kept = (draft.protected and not sees.safeguards) or hidden(_to(told), sees)
    return Going(
        draft,
        first,
        told,
        kept,
        kept and told is not None and tells_where(told.about),
        others and told is not None and told.case is not None and not sees_case(sees, told.case),
        counted(first.body) if first is not None and sms else None,
        when(ends, at) if ends else "",
    )


def printed(message: Message) -> HttpResponse:
    """A letter as it is printed, before it is kept."""
    try:
        made = letters.of_message(message, customer=message.addressee)
    except Unprintable:
        return HttpResponse(status=404)
    day = local(message.rendered_at).date()
    headers = {"Content-Disposition": f'inline; filename="letter-{day}.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _seen(request: HttpRequest, drafts: Sequence[Drafted], shown: Sequence[Going], does: str) -> HttpResponse:
    anew = bool(request.POST.get("seen"))
    return page(
        request=request,
        template="serve/outbox/foreseen.jinja",
        account=account(request),
        title="What goes to the customer",
        errors=[{"text": OTHER_WORDS, "href": "#goes"}] if anew else [],
        status=409 if anew else 200,
        going=shown,
        does=does,
        done_at=address(request),
        changed_at=address(request, change="yes"),
        printed_at=address(request, see="letter"),
        made=any(each in first.body for one in drafts for first in one.messages[:1] for each in STANDS_IN),
        seen=mark_of(drafts),
        kept=[
            (name, value)
            for name, values in request.POST.lists()
            if name not in {"csrfmiddlewaretoken", "seen"}
            for value in values
        ],
        kinds=KINDS,
        shapes=FORMATS,
        reasons=REASONS,
    )


def _letter(request: HttpRequest, shown: Sequence[Going]) -> HttpResponse:
    """The first of the letters that would go."""
    found = next(
        (each for each in shown if each.first and each.first.kind == "letter" and not each.elsewhere),
        None,
    )
    if found is None or found.first is None:
        return problem(request=request, status=404)
    return problem(request=request, status=403) if found.hidden else printed(found.first)


def _to(message: Message | None) -> str:
    """Whom a message goes to, where they are known."""
    return message.addressee if message else ""
