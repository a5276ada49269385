"""How Django knows this room."""

from django.apps import AppConfig


class Decide(AppConfig):
    """The democratic record."""

    name = "guildhall.decide"
    verbose_name = "Decide"
