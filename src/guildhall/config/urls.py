"""Every address, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("guildhall.serve.urls")),  # first, because residents' pages are asked for most
    path("account/", include("guildhall.estate.urls")),
    path("", include("guildhall.decide.urls")),
    path("", include("guildhall.plan.urls")),
    path("", include("guildhall.understand.urls")),
    path("", include("guildhall.front.urls")),
]

handler400 = "guildhall.estate.problems.bad_request"
handler403 = "guildhall.estate.problems.permission_denied"
handler404 = "guildhall.estate.problems.page_not_found"
handler500 = "guildhall.estate.problems.server_error"
