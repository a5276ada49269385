"""The web desk's addresses, in both languages. Words of ours come before a definition's own."""

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.urls import URLPattern, path

from guildhall.serve.desks.web import ending, paying, resuming, service, steps, tracking
from guildhall.serve.pages.addresses import CONTINUE, SERVICES, TRACK

View = Callable[..., HttpResponse]


def _in_both() -> Iterator[URLPattern]:
    for lang in SERVICES:
        of_service = f"{lang}/{SERVICES[lang]}/<str:service>"
        of_case = f"{lang}/{TRACK[lang]}/<str:reference>"
        named: tuple[tuple[str, View, str], ...] = (
            (of_service, service.service_page, "service"),
            (f"{of_service}/start", service.start, "start"),
            (f"{of_service}/check", ending.check, "check"),
            (f"{of_service}/advice", ending.advice, "advice"),
            (f"{of_service}/satisfaction", ending.satisfied, "satisfaction"),
            (f"{of_service}/done/<str:reference>", ending.done, "done"),
            (f"{of_service}/<str:page>", steps.question, "question"),
            (f"{lang}/{TRACK[lang]}", tracking.track, "track"),
            (of_case, tracking.case_page, "case"),
            (f"{of_case}/pay", paying.pay_case, "pay-case"),
            (f"{lang}/{CONTINUE[lang]}", resuming.resume, "continue"),
        )
        yield from (path(route, view, {"lang": lang}, name=f"web-{name}-{lang}") for route, view, name in named)


urlpatterns = [
    *_in_both(),
    path("pay/<str:lang>/<uuid:payment>", paying.pay, name="pay"),
]
