"""The partner desk's addresses, under /desk/partner."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.partner import beginning, helping
from guildhall.serve.desks.partner.reach import PARTNER, ROLES

offer_desk(name="partner", label="Partner", path=PARTNER.path, roles=ROLES, task="Help somebody who agreed", place=12)

_AT = PARTNER.path.lstrip("/")

urlpatterns: list[URLPattern] = [
    path(_AT, helping.people, name="partner"),
    path(f"{_AT}/services/<slug:service>/consent", beginning.consent, name="partner-consent"),
    path(f"{_AT}/journeys/<uuid:journey>", helping.journey, name="partner-journey"),
    path(f"{_AT}/journeys/<uuid:journey>/end", helping.end, name="partner-end"),
    path(f"{_AT}/journeys/<uuid:journey>/pages/<str:page_id>", helping.journey, name="partner-page"),
    path(f"{_AT}/cases/<str:reference>", helping.case, name="partner-case"),
    path(f"{_AT}/representations/<int:representation>/withdrawal", helping.withdrawal, name="partner-withdrawal"),
]
