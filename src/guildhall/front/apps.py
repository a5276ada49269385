"""How Django knows this room."""

from django.apps import AppConfig


class Front(AppConfig):
    """The front of the house."""

    name = "guildhall.front"
    verbose_name = "Front"
