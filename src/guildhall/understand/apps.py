"""How Django knows this room."""

from django.apps import AppConfig


class Understand(AppConfig):
    """Measures, and the events that they count."""

    name = "guildhall.understand"
    verbose_name = "Understand"
