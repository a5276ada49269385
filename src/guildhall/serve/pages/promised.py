"""The promises that a service keeps, as its own page tells them, each with the way to it."""

from collections.abc import Sequence

from guildhall.estate.door import words as say
from guildhall.kernel.model import words
from guildhall.plan.door import Promised
from guildhall.serve.pages.pieces import escaped


def promises_kept(kept: Sequence[Promised], language: str) -> str:
    """A piece of the service's page; empty where it keeps none."""
    if not kept:
        return ""
    rows = "".join(
        f'<li><a class="govuk-link" href="{escaped(each.addresses[language])}">'
        f"{escaped(words(each.says.text, language))}</a></li>"
        for each in kept
    )
    heading = escaped(say("serve").say("web-keeps", language))
    return f'<h2 class="govuk-heading-m">{heading}</h2><ul class="govuk-list">{rows}</ul>'
