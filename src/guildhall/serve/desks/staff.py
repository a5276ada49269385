"""What every staff desk asks first: who works here, whether the role allows it, that no browser keeps a page, and who looked.

Whatever is written at a desk is kept whole or not at all: what is too long comes back, with every other box as it was.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from guildhall.estate.door import AccountValue, Role, account_of, page, require
from guildhall.ledger.door import Actor
from guildhall.serve.desks import looking

View = Callable[..., HttpResponse]


class Overlong(ValueError):
    """More was written in a box than is kept. ``longest`` is how many signs are, ``written`` what stands in the box."""

    code = "overlong"

    def __init__(self, box: str, longest: int, written: str) -> None:
        super().__init__(box)
        self.box, self.longest, self.written = box, longest, written


def desk_page(*roles: Role) -> Callable[[View], View]:
    """Let only holders of one of these roles see a page, let no browser keep it, and write down whom it showed.

    What is too long is asked for again.
    """

    def guard(view: View) -> View:
        guarded: View = never_cache(require(*roles)(_kept_whole(_written_down(view))))
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
    """What was written in a box, without the spaces round it; an end of a line is one sign. Raises ``Overlong``.

    To be asked before anything is done, so that nothing is half saved.
    """
    held: Any = request.POST.get(name, "")
    written = str(held).replace("\x00", "").replace("\r\n", "\n").strip()
    if len(written) > longest:
        raise Overlong(name, longest, written)
    return written


def _written_down(view: View) -> View:
    @wraps(view)
    def watched(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        looking.write_down(request, answer)
        return answer

    return watched


def _kept_whole(view: View) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Overlong as overlong:
            return _shorter(request, overlong)

    return asked


def _shorter(request: HttpRequest, overlong: Overlong) -> HttpResponse:
    """The box in which too much was written, to be shortened where it stands; with it goes all else that was typed."""
    over = len(overlong.written) - overlong.longest
    too_many = f"{over:,} character{'' if over == 1 else 's'} too many"
    text = f"Write {overlong.longest:,} characters or fewer. You have {too_many}"
    return page(
        request=request,
        template="serve/overlong.jinja",
        status=409,
        account=account(request),
        title="Too long: nothing was saved",
        errors=[{"text": text, "href": f"#{overlong.box}"}],
        overlong=overlong,
        kept=[
            (name, value)
            for name, values in request.POST.lists()
            if name not in {overlong.box, "csrfmiddlewaretoken"}
            for value in values
        ],
        documents=list(request.FILES),
    )
