"""The web desk's addresses, in both languages. Words of ours come before a definition's own.

They are a tree, so that the hall looks at few of them to find the one that is asked for: at what stands before the service
and the service itself, and only then at what comes after it.
"""

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from guildhall.serve.desks.web import acting, ending, paying, resuming, service, steps, tracking
from guildhall.serve.pages.addresses import CONTINUE, SERVICES, TRACK

View = Callable[..., HttpResponse]


def _in_both() -> Iterator[URLPattern | URLResolver]:
    for lang in SERVICES:
        of_service = [
            _named("start", service.start, "start", lang),
            _named("check", ending.check, "check", lang),
            _named("advice", ending.advice, "advice", lang),
            _named("acting", acting.acting_page, "acting", lang),
            _named("satisfaction", ending.satisfied, "satisfaction", lang),
            _named("done/<str:reference>", ending.done, "done", lang),
            _named("<str:page>", steps.question, "question", lang),
        ]
        of_tracking = [
            _named("<str:reference>", tracking.case_page, "case", lang),
            _named("<str:reference>/pay", paying.pay_case, "pay-case", lang),
        ]
        yield path(f"{lang}/{SERVICES[lang]}/<str:service>/", include(of_service))
        yield _named(f"{lang}/{SERVICES[lang]}/<str:service>", service.service_page, "service", lang)
        yield path(f"{lang}/{TRACK[lang]}/", include(of_tracking))
        yield _named(f"{lang}/{TRACK[lang]}", tracking.track, "track", lang)
        yield _named(f"{lang}/{CONTINUE[lang]}", resuming.resume, "continue", lang)


def _named(route: str, view: View, name: str, lang: str) -> URLPattern:
    return path(route, view, {"lang": lang}, name=f"web-{name}-{lang}")


urlpatterns = [
    *_in_both(),
    path("pay/<str:lang>/<uuid:payment>", paying.pay, name="pay"),
]
