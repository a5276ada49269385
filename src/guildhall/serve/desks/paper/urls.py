"""The paper desk's addresses, and those of the printed forms."""

from django.urls import path

from guildhall.serve.desks.paper import views

forms = [
    path("en/services/<str:service>/form.pdf", views.form, {"language": "en"}, name="paper-form-en"),
    path("cy/gwasanaethau/<str:service>/ffurflen.pdf", views.form, {"language": "cy"}, name="paper-form-cy"),
]
urlpatterns = [
    path("desk/paper", views.desk, name="paper"),
    path("desk/paper/<str:code>", views.key, name="paper-keying"),
    path("desk/paper/<str:code>/<str:reference>", views.opened, name="paper-keyed"),
]
