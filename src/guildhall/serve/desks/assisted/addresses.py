"""The addresses of a desk at which staff speak with people."""

from django.urls import URLPattern, path

from guildhall.serve.desks.assisted import asking, consenting, contacting, deciding, ending, speaking, starting
from guildhall.serve.desks.assisted.desk import Desk


def addresses(desk: Desk) -> list[URLPattern]:
    """Every page of one desk, named after its channel."""
    at, name, given = desk.path.lstrip("/"), desk.channel, {"desk": desk}
    return [
        path(at, starting.start, given, name=name),
        path(f"{at}/question", starting.question, given, name=f"{name}-question"),
        path(f"{at}/decisions", deciding.decisions, given, name=f"{name}-decisions"),
        path(f"{at}/speaker", speaking.speaking, given, name=f"{name}-speaker"),
        path(f"{at}/code", starting.resume, given, name=f"{name}-code"),
        path(f"{at}/services/<slug:service>", asking.service, given, name=f"{name}-service"),
        path(f"{at}/services/<slug:service>/consent", consenting.consent, given, name=f"{name}-consent"),
        path(f"{at}/journeys/<uuid:journey>", asking.journey, given, name=f"{name}-journey"),
        path(f"{at}/journeys/<uuid:journey>/end", ending.end, given, name=f"{name}-end"),
        path(f"{at}/journeys/<uuid:journey>/pages/<str:page_id>", asking.journey, given, name=f"{name}-page"),
        path(f"{at}/cases/<str:reference>", ending.case, given, name=f"{name}-case"),
        path(f"{at}/cases/<str:reference>/receipt", ending.receipt, given, name=f"{name}-receipt"),
        path(f"{at}/cases/<str:reference>/payment", ending.payment, given, name=f"{name}-payment"),
        path(f"{at}/cases/<str:reference>/contact", contacting.contact, given, name=f"{name}-contact"),
        path(f"{at}/cases/<str:reference>/satisfaction", ending.satisfied, given, name=f"{name}-satisfaction"),
    ]
