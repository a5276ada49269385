"""The callbacks desk's addresses, under /desk/callbacks."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.callbacks import acts, promising, views
from guildhall.serve.desks.callbacks.reach import ROLES

offer_desk(
    name="callbacks",
    label="Callbacks",
    path="/desk/callbacks",
    roles=ROLES,
    task="Keep promises to call back",
    place=25,
)

_ONE = "desk/callbacks/<int:callback>"

urlpatterns: list[URLPattern] = [
    path("desk/callbacks", views.worklist, name="callbacks"),
    path("desk/callbacks/promise", promising.promise, name="callbacks-promise"),
    path(_ONE, views.sheet, name="callbacks-sheet"),
    path(f"{_ONE}/attempts", acts.attempts, name="callbacks-attempts"),
    path(f"{_ONE}/ways", acts.ways, name="callbacks-ways"),
    path(f"{_ONE}/messages", acts.messages, name="callbacks-messages"),
    path(f"{_ONE}/window", acts.window, name="callbacks-window"),
    path(f"{_ONE}/withdrawal", acts.withdrawal, name="callbacks-withdrawal"),
]
