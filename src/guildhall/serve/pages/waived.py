"""What of a service's access is waived for a while, as its own page tells it: why, in whose name, and until when."""

from collections.abc import Iterable
from typing import Protocol

from guildhall.estate.door import words as say
from guildhall.kernel.kinds.date import in_words
from guildhall.kernel.model import Text, words
from guildhall.serve.pages.pieces import escaped


class Waived(Protocol):
    """A waiver, as far as the public is told of it."""

    @property
    def reason(self) -> Text:
        """Why, in each language."""

    @property
    def name(self) -> str:
        """In whose name."""

    @property
    def until_day(self) -> str:
        """Its last day, in ISO 8601."""


def waived_access(waived: Iterable[Waived], language: str) -> str:
    """A piece of the service's page; empty where nothing is waived."""
    said = say("serve")
    told = [
        f'<p class="govuk-body">{escaped(words(each.reason, language))} '
        f"{escaped(said.say('web-waived-until', language, day=in_words(each.until_day, language), name=each.name))}</p>"
        for each in waived
    ]
    if not told:
        return ""
    heading = escaped(said.say("web-waived", language))
    first = f'<p class="govuk-body"><strong>{heading}</strong></p>'
    return f'<section class="govuk-inset-text" aria-label="{heading}">{first}{"".join(told)}</section>'
