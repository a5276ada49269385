"""The cases desk's addresses, under /desk/cases."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.cases import acts, bulk, clocks, filters, previews, views, worklist
from guildhall.serve.desks.cases.reach import READERS

offer_desk(name="cases", label="Cases", path="/desk/cases", roles=READERS, task="Work on a case", place=40)

urlpatterns: list[URLPattern] = [
    path("desk/cases", worklist.worklist_page, name="cases"),
    path("desk/cases/filters", filters.filters, name="cases-filters"),
    path("desk/cases/filters/<int:number>", filters.one, name="cases-filter"),
    path("desk/cases/filters/<int:number>/ending", filters.ending, name="cases-filter-ending"),
    path("desk/cases/shortcuts", worklist.shortcuts, name="cases-shortcuts"),
    path("desk/cases/bulk-acts", bulk.acts, name="cases-bulk-acts"),
    path("desk/cases/bulk-acts/preview", bulk.preview, name="cases-bulk-preview"),
    path("desk/cases/bulk-acts/<uuid:key>", bulk.act, name="cases-bulk-act"),
    path("desk/cases/bulk-acts/<uuid:key>/reversal", bulk.reversal, name="cases-bulk-reversal"),
    path("desk/cases/<str:reference>", views.case, name="cases-case"),
    path("desk/cases/<str:reference>/assignments", acts.assignments, name="cases-assignments"),
    path("desk/cases/<str:reference>/notes", acts.notes, name="cases-notes"),
    path("desk/cases/<str:reference>/enquiries", acts.enquiries, name="cases-enquiries"),
    path("desk/cases/<str:reference>/closure", acts.closure, name="cases-closure"),
    path("desk/cases/<str:reference>/documents", acts.documents, name="cases-documents"),
    path("desk/cases/<str:reference>/payments", acts.payment, name="cases-payments"),
    path("desk/cases/<str:reference>/tasks/<int:task>", acts.task, name="cases-task"),
    path("desk/cases/<str:reference>/preview/<str:act>", previews.preview, name="cases-preview"),
    path("desk/cases/<str:reference>/preview/<str:act>/letter", previews.letter, name="cases-preview-letter"),
    path("desk/cases/<str:reference>/clocks", clocks.clocks, name="cases-clocks"),
    path("desk/cases/<str:reference>/clocks/pauses", clocks.pauses, name="cases-pauses"),
    path("desk/cases/<str:reference>/clocks/runs", clocks.runs, name="cases-runs"),
    path("desk/cases/<str:reference>/clocks/extensions", clocks.extensions, name="cases-extensions"),
    path("desk/cases/<str:reference>/files/<str:key>", acts.file, name="cases-file"),
]
