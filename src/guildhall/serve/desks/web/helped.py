"""Where somebody is helped in person, as a service's own page tells it: what is open now or next, and who helps there."""

from collections.abc import Iterable
from datetime import datetime

from guildhall.estate.door import words as say
from guildhall.kernel.clocks import Opening, local
from guildhall.serve.desks.places import addresses, saying
from guildhall.serve.pages import escaped
from guildhall.serve.places.known import PlaceValue

SHOWN = 3
"""Places on the page of a service. All of them are one link away, the nearest first."""


def helped_in_person(places: Iterable[PlaceValue], lang: str, at: datetime) -> str:
    """A piece of the service's page: the places that are open now, then those that open soonest. Empty where there is none."""
    coming = ((each, each.times.at(at) or each.times.after(at)) for each in places)
    opening = [(each, spell) for each, spell in coming if spell is not None]
    soonest = sorted(opening, key=lambda each: (max(each[1][0], at), each[0].name["en"]))[:SHOWN]
    if not soonest:
        return ""
    said = say("serve")
    rows = "".join(_row(place, spell, lang, at) for place, spell in soonest)
    return (
        f'<h2 class="govuk-heading-m">{escaped(said.say("web-places", lang))}</h2>'
        f'<ul class="govuk-list gh-ways">{rows}</ul>'
        f'<p class="govuk-body"><a class="govuk-link" href="{escaped(addresses.of_places(lang))}">'
        f"{escaped(said.say('web-places-nearest', lang))}</a></p>"
    )


def _row(place: PlaceValue, spell: Opening, lang: str, at: datetime) -> str:
    here = spell if spell[0] <= at else None
    there, name = escaped(addresses.of_places(lang, place.slug)), escaped(place.name[lang])
    stands = escaped(f"{saying.open_now(here, spell, lang, at)}. {', '.join((*place.lines, place.town))}")
    helps = escaped(saying.who_helps(place, local(spell[0]).date(), lang))
    told = "<br>".join(filter(None, (stands, helps)))
    return f'<li><strong><a class="govuk-link" href="{there}">{name}</a></strong><br>{told}</li>'
