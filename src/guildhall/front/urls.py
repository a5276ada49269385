"""The front's addresses, in both languages."""

from django.urls import path

from guildhall.estate.door import page_path
from guildhall.front import views

app_name = "front"

urlpatterns = [
    path("", views.root, name="root"),
    path("robots.txt", views.robots, name="robots"),
    path("service-definition.schema.json", views.definition_schema, name="definition-schema"),
    *(
        path(page_path(name="home", language=lang).lstrip("/"), views.home, {"lang": lang}, name=f"home-{lang}")
        for lang in ("en", "cy")
    ),
    *(path(views.FIND[lang].lstrip("/"), views.find, {"lang": lang}, name=f"find-{lang}") for lang in ("en", "cy")),
    *(
        path(
            page_path(name=name, language=lang).lstrip("/"),
            views.fixed,
            {"lang": lang, "name": name},
            name=f"{name}-{lang}",
        )
        for name in ("accessibility", "privacy")
        for lang in ("en", "cy")
    ),
]
