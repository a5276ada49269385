"""The addresses of calls, under /desk/calls. They belong to the telephone desk."""

from django.urls import URLPattern, path

from guildhall.serve.desks.calls import arriving, log

urlpatterns: list[URLPattern] = [
    path("desk/calls", log.listing, name="calls"),
    path("desk/calls/arriving", arriving.panel, name="calls-arriving"),
    path("desk/calls/simulation", log.simulation, name="calls-simulation"),
    path("desk/calls/<int:call>/taking", arriving.taking, name="calls-taking"),
]
