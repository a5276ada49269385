"""Serve's addresses, desk by desk. Residents' come first: they are asked for most."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "serve"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("guildhall.serve.desks.paper.urls")),  # before the web's pages: a form is not a page
    path("", include("guildhall.serve.desks.web.urls")),
    path("", include("guildhall.serve.desks.hall.urls")),
    path("", include("guildhall.serve.desks.phone.urls")),
    path("", include("guildhall.serve.desks.counter.urls")),
    path("", include("guildhall.serve.desks.cases.urls")),
    path("", include("guildhall.serve.desks.outbox.urls")),
    path("", include("guildhall.serve.desks.designer.urls")),
    path("", include("guildhall.serve.desks.api.urls")),
]
