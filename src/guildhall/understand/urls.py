"""Understand's addresses: measures and what they prove in both languages, their figures as open data, the desks of opinions and reports."""

from django.urls import path

from guildhall.estate.door import offer_desk, words
from guildhall.plan.door import lead_on
from guildhall.understand.addresses import LANGUAGES, MEASURES, PROOF, address
from guildhall.understand.desks import measures, open_data, opinions, proof, published, reach, reports

app_name = "understand"

_FIGURES = "open-data/strategies/<code:key>/commitments/<code:code>"

urlpatterns = [
    *(
        path(f"{lang}/{MEASURES[lang]}", measures.measures, {"lang": lang}, name=f"measures-{lang}")
        for lang in LANGUAGES
    ),
    *(
        path(f"{lang}/{MEASURES[lang]}/<code:name>", measures.measure, {"lang": lang}, name=f"measure-{lang}")
        for lang in LANGUAGES
    ),
    path("open-data/measures.csv", published.as_table, name="measures-csv"),
    path("open-data/measures.json", published.as_objects, name="measures-json"),
    path("open-data/measures.parquet", published.as_parquet, name="measures-parquet"),
    path("open-data/measures-dictionary.json", published.dictionary, name="dictionary"),
    *(path(f"{lang}/{PROOF[lang]}", proof.proof, {"lang": lang}, name=f"proof-{lang}") for lang in LANGUAGES),
    path(f"{_FIGURES}.json", open_data.as_objects, name="proof-json"),
    path(f"{_FIGURES}.csv", open_data.as_table, name="proof-csv"),
    path("desk/opinions", opinions.opinions, name="opinions"),
    path("desk/reach", reach.reach, name="reach"),
    path("desk/reports", reports.reports, name="reports"),
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
offer_desk(
    name="reports",
    label="Reports",
    path="/desk/reports",
    roles=reports.ROLES,
    task="Make a report of a strategy",
    place=67,
)
offer_desk(
    name="reach",
    label="Reach",
    path="/desk/reach",
    roles=reach.ROLES,
    task="See who is not reached",
    place=68,
)
