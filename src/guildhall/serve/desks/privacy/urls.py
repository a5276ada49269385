"""The privacy desk's addresses, under /desk/privacy."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.privacy import deciding, giving_out, holding, home, keeping, more_time
from guildhall.serve.desks.privacy.reach import GOVERNS

offer_desk(
    name="privacy",
    label="Privacy",
    path="/desk/privacy",
    roles=GOVERNS,
    task="Answer requests for data, hold it, and see what goes",
    place=60,
)

_ONE = "desk/privacy/requests/<str:reference>"

urlpatterns: list[URLPattern] = [
    path("desk/privacy", home.home, name="privacy"),
    path("desk/privacy/holds", holding.listed, name="privacy-holds"),
    path("desk/privacy/holds/<int:hold>/end", holding.lifted, name="privacy-hold-end"),
    path("desk/privacy/retention", keeping.kept, name="privacy-retention"),
    path("desk/privacy/tombstones", keeping.gone, name="privacy-tombstones"),
    path("desk/privacy/looks/<str:kind>/<str:key>", keeping.looked_at, name="privacy-looks"),
    path(_ONE, home.one, name="privacy-request"),
    path(f"{_ONE}/takings", home.taking_up, name="privacy-taking"),
    path(f"{_ONE}/proofs", deciding.proof, name="privacy-proofs"),
    path(f"{_ONE}/extensions", more_time.extensions, name="privacy-extensions"),
    path(f"{_ONE}/decisions", deciding.decisions, name="privacy-decisions"),
    path(f"{_ONE}/reviews", giving_out.reviews, name="privacy-reviews"),
    path(f"{_ONE}/answers", deciding.answers, name="privacy-answers"),
    path(f"{_ONE}/documents/<int:number>", giving_out.document, name="privacy-document"),
    path(f"{_ONE}/copy.zip", giving_out.pack_zip, name="privacy-copy-zip"),
    path(f"{_ONE}/copy.pdf", giving_out.pack_pdf, name="privacy-copy-pdf"),
    path(f"{_ONE}/copy.json", giving_out.pack_json, name="privacy-copy-json"),
]
