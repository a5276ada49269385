"""The addresses of proposals, links and reviews, under /desk/people."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.people.reach import ROLES
from guildhall.serve.desks.sameness import finding, parting, proposing

offer_desk(
    name="sameness",
    label="Same person",
    path="/desk/people/proposals",
    roles=ROLES,
    task="Decide whether two records are one person",
    place=32,
)

urlpatterns: list[URLPattern] = [
    path("desk/people/proposals", proposing.proposals, name="people-proposals"),
    path("desk/people/proposals/<int:proposal>", proposing.proposal, name="people-proposal"),
    path("desk/people/links/<int:link>", parting.link, name="people-link"),
    path("desk/people/<str:key>/links", finding.other, name="people-other"),
    path("desk/people/reviews", parting.reviews, name="people-reviews"),
    path("desk/people/reviews/<int:link>", parting.review, name="people-review"),
]
