"""The API's addresses."""

from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt

from guildhall.serve.desks.api import aside, calls, routes, views

LAID_BY = (views, aside, calls)
"""The modules whose addresses these are: each lays its own on ``routes.api`` when it is read."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", routes.api.urls),
    re_path(r"^api(?:/(?P<rest>.*))?$", csrf_exempt(views.not_here), name="api-not-here"),
]
