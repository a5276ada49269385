"""The councillor's desk's addresses, under /desk/councillor."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.councillor import constituents, warding
from guildhall.serve.desks.councillor.constituents import ROLES

_AT = "desk/councillor"

offer_desk(name="councillor", label="Councillor", path=f"/{_AT}", roles=ROLES, task="Help a constituent", place=14)

urlpatterns: list[URLPattern] = [
    path(_AT, constituents.people, name="councillor"),
    path(f"{_AT}/constituents", constituents.asking, name="councillor-constituents"),
    path(f"{_AT}/cases/<str:reference>", constituents.case, name="councillor-case"),
    path(f"{_AT}/wards/<slug:code>", warding.ward_page, name="councillor-ward"),
]
