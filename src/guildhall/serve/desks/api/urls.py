"""The API's addresses."""

from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from guildhall.serve.desks.api import views

urlpatterns = [
    path("api/v1/", views.api.urls),
    re_path(r"^api(?:/(?P<rest>.*))?$", csrf_exempt(views.not_here), name="api-not-here"),
]
