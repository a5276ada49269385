"""The hall's address, /desk."""

from django.urls import path

from guildhall.serve.desks.hall import views

urlpatterns = [path("desk", views.hall, name="hall")]
