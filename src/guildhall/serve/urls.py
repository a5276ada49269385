"""Serve's addresses, desk by desk. Residents' come first: they are asked for most."""

from django.urls import URLPattern, URLResolver

from guildhall.serve.desks.api import urls as api
from guildhall.serve.desks.callbacks import urls as callbacks
from guildhall.serve.desks.calls import urls as calls
from guildhall.serve.desks.cases import urls as cases
from guildhall.serve.desks.closures import urls as closures
from guildhall.serve.desks.councillor import urls as councillor
from guildhall.serve.desks.counter import urls as counter
from guildhall.serve.desks.designer import urls as designer
from guildhall.serve.desks.hall import urls as hall
from guildhall.serve.desks.hooks import urls as hooks
from guildhall.serve.desks.outbox import urls as outbox
from guildhall.serve.desks.paper import urls as paper
from guildhall.serve.desks.partner import urls as partner
from guildhall.serve.desks.people import urls as people
from guildhall.serve.desks.phone import urls as phone
from guildhall.serve.desks.places import urls as places
from guildhall.serve.desks.privacy import urls as privacy
from guildhall.serve.desks.sameness import urls as sameness
from guildhall.serve.desks.texts import urls as texts
from guildhall.serve.desks.web import urls as web

app_name = "serve"

urlpatterns: list[URLPattern | URLResolver] = [
    *paper.forms,  # before the web's pages: a form is not a page
    *web.urlpatterns,
    *paper.urlpatterns,
    *places.urlpatterns,
    *hall.urlpatterns,
    *phone.urlpatterns,
    *counter.urlpatterns,
    *partner.urlpatterns,
    *councillor.urlpatterns,
    *calls.urlpatterns,
    *callbacks.urlpatterns,
    *sameness.urlpatterns,  # before the people desk's: a proposal is not a person
    *people.urlpatterns,
    *cases.urlpatterns,
    *closures.urlpatterns,
    *texts.urlpatterns,
    *outbox.urlpatterns,
    *privacy.urlpatterns,
    *hooks.urlpatterns,
    *designer.urlpatterns,
    *api.urlpatterns,
]
