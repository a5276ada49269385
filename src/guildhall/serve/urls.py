"""Serve's addresses, desk by desk."""

from django.urls import URLPattern, URLResolver

app_name = "serve"

urlpatterns: list[URLPattern | URLResolver] = []
