"""The designer's desk, under /desk/designs."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.designer import earlier, editing, lists, live, publishing, seeing, walking
from guildhall.serve.desks.designer.opening import DESIGNERS

offer_desk(name="designer", label="Designs", path="/desk/designs", roles=DESIGNERS)

_DRAFT = "desk/designs/<int:draft>"

urlpatterns: list[URLPattern] = [
    path("desk/designs", lists.designs, name="designer"),
    path("desk/designs/editions/<str:service>.yaml", lists.export_edition, name="designer-edition"),
    path(_DRAFT, editing.overview, name="designer-draft"),
    path(f"{_DRAFT}/definition.yaml", lists.export, name="designer-export"),
    path(f"{_DRAFT}/revisions", earlier.revisions, name="designer-revisions"),
    path(f"{_DRAFT}/aside", lists.aside, name="designer-aside"),
    path(f"{_DRAFT}/additions", editing.additions, name="designer-additions"),
    path(f"{_DRAFT}/findings", live.findings, name="designer-findings"),
    path(f"{_DRAFT}/parts/<path:path>", editing.part, name="designer-part"),
    path(f"{_DRAFT}/publication", publishing.publication, name="designer-publication"),
    path(f"{_DRAFT}/approval", publishing.approval, name="designer-approval"),
    path(f"{_DRAFT}/waivers", publishing.waiver, name="designer-waivers"),
    path(f"{_DRAFT}/channels/<str:channel>", seeing.channel, name="designer-channel"),
    path(f"{_DRAFT}/trials", seeing.trials, name="designer-trials"),
    path(f"{_DRAFT}/comparison", seeing.comparison, name="designer-comparison"),
    path(f"{_DRAFT}/cases", seeing.cases, name="designer-cases"),
    path(f"{_DRAFT}/recorded", walking.recorded, name="designer-recorded"),
    path(f"{_DRAFT}/walk", walking.walk, name="designer-walk"),
    path(f"{_DRAFT}/walk/<str:lang>", walking.walk_page, name="designer-walk-service"),
    path(f"{_DRAFT}/walk/<str:lang>/<str:rest>", walking.walk_page, name="designer-walk-page"),
]
