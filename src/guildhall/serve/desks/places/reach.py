"""Who keeps the counters, and the place that an address names."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from guildhall.estate.door import Role, problem
from guildhall.serve.clock import now
from guildhall.serve.places.known import NoSuchPlace, place

ROLES: tuple[Role, ...] = ("advisor", "service-officer", "administrator", "safeguarding")


def at_place(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the place that its address names, or say that there is none."""

    @wraps(view)
    def seen(request: HttpRequest, slug: str, **more: object) -> HttpResponse:
        try:
            found = place(slug=slug, at=now())
        except NoSuchPlace:
            return problem(request=request, status=404)
        return view(request, found, **more)

    return seen
