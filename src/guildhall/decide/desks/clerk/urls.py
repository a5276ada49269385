"""The clerk's desk's addresses, under /desk/record."""

from django.urls import path

from guildhall.decide.desks.clerk import (
    agenda,
    alone,
    answering,
    brought,
    calling_in,
    changing,
    correcting,
    decision,
    home,
    live,
    matters,
    minutes,
    offices,
    papers,
    planner,
    planning,
    powers,
    publication,
    recommending,
    sequels,
    undertaken,
    urgent,
    withheld,
)
from guildhall.decide.desks.staff import KEEPERS
from guildhall.estate.door import offer_desk

offer_desk(name="record", label="Record", path="/desk/record", roles=KEEPERS, task="Plan, minute, publish", place=60)

_MEETING = "desk/record/meetings/<record:key>"

urlpatterns = [
    path("desk/record", home.record, name="clerk"),
    path("desk/record/planner", planner.planner, name="clerk-planner"),
    path("desk/record/planner/paper", planner.printed, name="clerk-planner-printed"),
    path("desk/record/meetings", home.calling, name="clerk-calling"),
    path(_MEETING, agenda.agenda, name="clerk-agenda"),
    path(f"{_MEETING}/publication", publication.publication, name="clerk-publication"),
    path(f"{_MEETING}/change", changing.change, name="clerk-change"),
    path(f"{_MEETING}/live", live.live, name="clerk-live"),
    path(f"{_MEETING}/minutes", minutes.minutes, name="clerk-minutes"),
    path("desk/record/decisions", alone.decisions, name="clerk-decisions"),
    path("desk/record/decisions/<record:key>", decision.decision, name="clerk-decision"),
    path("desk/record/decisions/<record:key>/powers", powers.giving, name="clerk-giving"),
    path("desk/record/decisions/<record:key>/call-in", calling_in.call_in, name="clerk-call-in"),
    path("desk/record/decisions/<record:key>/after", sequels.after, name="clerk-after"),
    path("desk/record/corrections/<slug:kind>/<record:key>", correcting.correcting, name="clerk-correcting"),
    path("desk/record/bodies", offices.bodies, name="clerk-bodies"),
    path("desk/record/bodies/<record:key>", offices.body, name="clerk-body"),
    path("desk/record/posts", offices.posts, name="clerk-posts"),
    path("desk/record/posts/<record:key>", offices.post, name="clerk-post"),
    path("desk/record/withheld", withheld.restrictions, name="clerk-withheld"),
    path("desk/record/withheld/<int:number>", withheld.restriction, name="clerk-restriction"),
    path("desk/record/brought-in", brought.pages, name="clerk-pages"),
    path("desk/record/brought-in/<int:number>", brought.brought, name="clerk-page"),
    path("desk/record/powers", powers.powers, name="clerk-powers"),
    path("desk/record/powers/<record:key>", powers.power, name="clerk-power"),
    path("desk/record/urgent", urgent.urgent, name="clerk-urgent"),
    path("desk/record/plan", planning.plan, name="clerk-plan"),
    path("desk/record/plan/new", planning.planning, name="clerk-planning"),
    path("desk/record/plan/<record:key>", planning.entry, name="clerk-plan-entry"),
    path("desk/record/matters", matters.matters, name="clerk-matters"),
    path("desk/record/matters/<record:key>", matters.matter, name="clerk-matter"),
    path("desk/record/items/<record:key>/recommendations", recommending.recommending, name="clerk-recommending"),
    path("desk/record/recommendations", recommending.recommendations, name="clerk-recommendations"),
    path("desk/record/recommendations/<record:key>", answering.recommendation, name="clerk-recommendation"),
    path("desk/record/undertakings", undertaken.undertakings, name="clerk-undertakings"),
    path("desk/record/undertakings/<record:key>", undertaken.undertaking, name="clerk-undertaking"),
    path("desk/record/items/<record:key>", papers.item, name="clerk-item"),
    path("desk/record/papers/<record:key>", papers.paper, name="clerk-paper"),
    path("desk/record/papers/<record:key>/withheld/<int:number>", papers.exempt, name="clerk-exempt"),
]
