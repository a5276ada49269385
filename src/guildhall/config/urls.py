"""Every address, room by room."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

ROOMS = [
    f"{room}.urls"
    for room in ("guildhall.estate", "guildhall.serve", "guildhall.front")
    if room in settings.INSTALLED_APPS
]

urlpatterns = [
    path("account/", include("allauth.urls")),
    *(path("", include(room)) for room in ROOMS if find_spec(room)),
]

handler400 = "guildhall.estate.problems.bad_request"
handler403 = "guildhall.estate.problems.permission_denied"
handler404 = "guildhall.estate.problems.page_not_found"
handler500 = "guildhall.estate.problems.server_error"

handler400 = "guildhall.estate.problems.bad_request"
handler403 = "guildhall.estate.problems.permission_denied"
handler404 = "guildhall.estate.problems.page_not_found"
handler500 = "guildhall.estate.problems.server_error"
