"""The cases desk's addresses, under /desk/cases."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.cases import (
    acts,
    bulk,
    clocks,
    complaining,
    deciding,
    filed,
    filters,
    heard,
    mapped,
    matter,
    previews,
    reopenings,
    todo,
    views,
    visiting,
    work,
    worklist,
)
from guildhall.serve.desks.cases.reach import READERS, WORKERS

offer_desk(name="cases", label="Cases", path="/desk/cases", roles=READERS, task="Work on a case", place=40)
offer_desk(
    name="tasks", label="Tasks", path="/desk/tasks", roles=WORKERS, task="Do what is mine or my teams'", place=41
)

urlpatterns: list[URLPattern] = [
    path("desk/cases", worklist.worklist_page, name="cases"),
    path("desk/cases/filters", filters.filters, name="cases-filters"),
    path("desk/cases/filters/<int:number>", filters.one, name="cases-filter"),
    path("desk/cases/filters/<int:number>/map", mapped.of_filter, name="cases-filter-map"),
    path("desk/cases/filters/<int:number>/ending", filters.ending, name="cases-filter-ending"),
    path("desk/cases/map", mapped.map_page, name="cases-map"),
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
    path("desk/tasks", todo.todo, name="tasks"),
    path("desk/cases/<str:reference>/work", work.work, name="cases-work"),
    path("desk/cases/<str:reference>/tasks", work.set_task, name="cases-tasks"),
    path("desk/cases/<str:reference>/tasks/<int:task>", work.task, name="cases-task"),
    path("desk/cases/<str:reference>/advice", work.ask, name="cases-advice"),
    path("desk/cases/<str:reference>/advice/<int:advice_id>", work.answer, name="cases-advice-answer"),
    path("desk/cases/<str:reference>/visits", visiting.book, name="cases-visits"),
    path("desk/cases/<str:reference>/visits/<int:visit>", visiting.visit, name="cases-visit"),
    path("desk/cases/<str:reference>/decision", deciding.decision, name="cases-decision"),
    path("desk/cases/<str:reference>/complaint", complaining.complaint, name="cases-complaint"),
    path("desk/cases/<str:reference>/heard", heard.heard, name="cases-heard"),
    path("desk/cases/<str:reference>/reopening", reopenings.reopenings, name="cases-reopening"),
    path("desk/cases/<str:reference>/papers", filed.documents, name="cases-papers"),
    path("desk/cases/<str:reference>/told", filed.told_of, name="cases-told"),
    path("desk/cases/<str:reference>/preview/<str:act>", previews.preview, name="cases-preview"),
    path("desk/cases/<str:reference>/preview/<str:act>/letter", previews.letter, name="cases-preview-letter"),
    path("desk/cases/<str:reference>/clocks", clocks.clocks, name="cases-clocks"),
    path("desk/cases/<str:reference>/clocks/pauses", clocks.pauses, name="cases-pauses"),
    path("desk/cases/<str:reference>/clocks/runs", clocks.runs, name="cases-runs"),
    path("desk/cases/<str:reference>/clocks/extensions", clocks.extensions, name="cases-extensions"),
    path("desk/cases/<str:reference>/clocks/tellings", clocks.tellings, name="cases-tellings"),
    path("desk/cases/<str:reference>/matter", matter.matter, name="cases-matter"),
    path("desk/cases/<str:reference>/matter/joining", matter.preview, name="cases-joining"),
    path("desk/cases/<str:reference>/matter/joins", matter.joins, name="cases-joins"),
    path("desk/cases/<str:reference>/matter/links", matter.links, name="cases-links"),
    path("desk/cases/<str:reference>/matter/links/<int:relation>/retraction", matter.partings, name="cases-parting"),
    path("desk/cases/<str:reference>/matter/splits", matter.splits, name="cases-splits"),
    path("desk/cases/<str:reference>/files/<str:key>", acts.file, name="cases-file"),
]
