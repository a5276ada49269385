"""How Django knows this room."""

from django.apps import AppConfig
from django.urls import register_converter
from django.urls.converters import StringConverter


class PlanCode(StringConverter):
    """A code of a strategy, or the name of one, in an address. Nothing else is one, so nothing else is looked for."""

    regex = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}"


class Plan(AppConfig):
    """Strategies and commitments."""

    name = "guildhall.plan"
    verbose_name = "Plan"

    def ready(self) -> None:
        """Lets the room's addresses say `<code:…>`."""
        register_converter(PlanCode, "code")
