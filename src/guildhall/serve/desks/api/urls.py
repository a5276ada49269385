"""The API's addresses."""

from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from guildhall.serve.desks.api import aside, routes, views

LAID_BY = (views, aside)
"""The modules whose addresses these are: each lays its own on ``routes.api`` when it is read."""

urlpatterns = [
    path("api/v1/", routes.api.urls),
    re_path(r"^api(?:/(?P<rest>.*))?$", csrf_exempt(views.not_here), name="api-not-here"),
]
