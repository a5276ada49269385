"""How Django knows this room."""

from django.apps import AppConfig


class People(AppConfig):
    """Whom the council deals with."""

    name = "guildhall.people"
    verbose_name = "People"
