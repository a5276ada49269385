"""The people desk's addresses, under /desk/people."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.people import acting, acts, belonging, finding, viewing
from guildhall.serve.desks.people.reach import ROLES

offer_desk(name="people", label="People", path="/desk/people", roles=ROLES, task="Find a person", place=30)

_ONE = "desk/people/<str:key>"

urlpatterns: list[URLPattern] = [
    path("desk/people", finding.people, name="people"),
    path("desk/people/registrations", finding.registrations, name="people-registrations"),
    path(_ONE, viewing.person, name="people-person"),
    path(f"{_ONE}/names", acts.names, name="people-names"),
    path(f"{_ONE}/births", acts.births, name="people-births"),
    path(f"{_ONE}/languages", acts.languages, name="people-languages"),
    path(f"{_ONE}/contacts", acts.contacts, name="people-contacts"),
    path(f"{_ONE}/contacts/<int:point>", acts.contact, name="people-contact"),
    path(f"{_ONE}/residences", acts.residences, name="people-residences"),
    path(f"{_ONE}/needs", acts.needs, name="people-needs"),
    path(f"{_ONE}/belongings", belonging.belongings, name="people-belongings"),
    path(f"{_ONE}/representations", acting.representations, name="people-representations"),
    path(f"{_ONE}/representations/<int:representation>/end", acting.withdrawals, name="people-withdrawal"),
    path(f"{_ONE}/protections", acts.protections, name="people-protections"),
]
