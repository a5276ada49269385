"""The addresses of the desk of texts, under /desk/texts."""

from django.urls import URLPattern, path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.cases.reach import WORKERS
from guildhall.serve.desks.texts import views

offer_desk(name="texts", label="Texts", path="/desk/texts", roles=WORKERS, task="Keep what is often written", place=46)

urlpatterns: list[URLPattern] = [
    path("desk/texts", views.texts, name="texts"),
    path("desk/texts/<int:block>", views.text, name="texts-text"),
]
