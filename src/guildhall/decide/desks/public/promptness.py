"""How soon the record is published: days from decision to publication, and which deadlines were kept, over the last year."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guildhall.decide import clock
from guildhall.decide.desks.public.showing import shown
from guildhall.decide.promptness import figures
from guildhall.decide.tongue import Tongue
from guildhall.estate.door import council
from guildhall.kernel.authority.publishing import Compliance
from guildhall.kernel.clocks import local
from guildhall.kernel.model import words

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty to publish in time, how often it was kept, and the rule it comes from."""

    name: str
    source: str
    found: Compliance


@require_safe
def promptness(request: HttpRequest, lang: str) -> HttpResponse:
    """The figures of the last year."""
    today = local(clock.now()).date()
    since, asked = today - YEAR, council().duties
    found = figures(since=since, until=today)
    return shown(
        request,
        lang,
        "promptness",
        Tongue(lang).say("promptness"),
        lags=found.lags,
        since=since,
        duties=[Duty(words(asked[name].name, lang), asked[name].source, each) for name, each in found.duties.items()],
    )
