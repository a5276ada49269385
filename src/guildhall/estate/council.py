"""The council whose house this is: its name and how to reach it, from one data file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

Text = Annotated[Mapping[str, str], Field(description="One text in each language: en, cy.")]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Value):
    """Somewhere to be helped in person."""

    name: Text
    address: tuple[str, ...]
    hours: Text


class Council(_Value):
    """The council's profile: what every page says of it."""

    name: Text
    telephone: str
    telephone_hours: Text
    emergency_telephone: str
    text_relay: Text
    email: str
    duty_officer: Annotated[
        Mapping[Literal["email", "sms"], str],
        Field(
            description="Where the officer on duty, day and night, is written to when somebody must be rung at once."
        ),
    ]
    post: tuple[str, ...]
    places: tuple[Place, ...]
    languages: tuple[str, ...] = ("en", "cy")
    second_person_publishes: bool = False
    """Whether a service is published only once somebody other than who wrote it has approved it."""


@cache
def council() -> Council:
    """The profile in the file that `GUILDHALL_COUNCIL` names; without one, the demo council's.

    Raises `pydantic.ValidationError`, naming each fault, when the file does not fit.
    """
    path = Path(getattr(settings, "COUNCIL", None) or Path(__file__).parent / "council.yaml")
    return Council.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
