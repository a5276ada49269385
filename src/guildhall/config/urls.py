"""Every address, room by room."""

from importlib.util import find_spec

from django.urls import include, path

ROOMS = ("guildhall.estate.urls", "guildhall.serve.urls", "guildhall.front.urls")

urlpatterns = [
    path("account/", include("allauth.urls")),
    *(path("", include(room)) for room in ROOMS if find_spec(room)),
]
