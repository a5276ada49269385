"""The monitoring officer's desk's addresses."""

from django.urls import path

from guildhall.decide.desks.monitoring import register, views
from guildhall.estate.door import offer_desk

offer_desk(
    name="monitoring", label="Monitoring", path="/desk/monitoring", roles=views.ROLES, task="See to interests", place=61
)

urlpatterns = [
    path("desk/monitoring", views.monitoring, name="monitoring"),
    path("desk/monitoring/register", register.register, name="monitoring-register"),
    path("desk/monitoring/register/<record:key>", register.member, name="monitoring-member"),
]
