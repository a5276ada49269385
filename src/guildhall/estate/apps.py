"""How Django knows this room."""

from django.apps import AppConfig


class Estate(AppConfig):
    """What every room stands on."""

    name = "guildhall.estate"
    verbose_name = "Estate"
