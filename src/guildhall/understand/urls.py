"""Understand's addresses: the proof of a commitment in both languages, its figures as open data, and the desk of opinions on them."""

from django.urls import path

from guildhall.estate.door import offer_desk, words
from guildhall.plan.door import lead_on
from guildhall.understand.addresses import LANGUAGES, PROOF, address
from guildhall.understand.desks import open_data, opinions, proof

app_name = "understand"

_FIGURES = "open-data/strategies/<code:key>/commitments/<code:code>"

urlpatterns = [
    *(path(f"{lang}/{PROOF[lang]}", proof.proof, {"lang": lang}, name=f"proof-{lang}") for lang in LANGUAGES),
    path(f"{_FIGURES}.json", open_data.as_objects, name="proof-json"),
    path(f"{_FIGURES}.csv", open_data.as_table, name="proof-csv"),
    path("desk/opinions", opinions.opinions, name="opinions"),
]

lead_on(to="proof", name=words("understand").both("onward"), address=address)
offer_desk(
    name="opinions",
    label="Opinions",
    path="/desk/opinions",
    roles=opinions.ROLES,
    task="Disagree with a figure",
    place=66,
)
