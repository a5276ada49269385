"""The outbox's addresses, under /desk/outbox."""

from django.urls import path

from guildhall.estate.door import offer_desk
from guildhall.serve.desks.outbox import inbox, views

offer_desk(name="outbox", label="Outbox", path="/desk/outbox", roles=views.ROLES, task="See what we wrote", place=45)

urlpatterns = [
    path("desk/outbox", views.listed, name="outbox"),
    path("desk/outbox/wordings", views.versions, name="outbox-wordings"),
    path("desk/outbox/inbox", inbox.listed, name="outbox-inbox"),
    path("desk/outbox/inbox/<int:arrival>", inbox.arrival, name="outbox-arrival"),
    path("desk/outbox/inbox/<int:arrival>/files/<str:key>", inbox.file, name="outbox-arrival-file"),
    path("desk/outbox/<int:message>", views.message, name="outbox-message"),
    path("desk/outbox/<int:message>/letter", views.letter, name="outbox-letter"),
]
