"""``guildhall services walk``: a channel's own code, given answers, and what came of it."""

from argparse import Namespace
from datetime import UTC, datetime

from guildhall.channels import SURFACES
from guildhall.kernel.bank_holidays import in_england
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import Calendar, local
from guildhall.kernel.journey import Compiled
from guildhall.kernel.scope import Circumstances
from guildhall.kernel.walk import walk
from guildhall.serve.commands.exact import indented
from guildhall.serve.commands.files import show
from guildhall.serve.commands.reading import definition, json_object, moment

_YEARS_ROUND = 2


def walk_service(given: Namespace) -> int:
    """Print how a walk went: outcome, asked, unasked, case, reasons, errors. Raises ``BadInput``."""
    service = definition(given.service)
    answers = json_object(given.answers, "answers")
    facts = json_object(given.facts, "facts") if given.facts else {}
    now = moment(given.now) if given.now is not None else local(datetime.now(UTC))
    around = Circumstances(now, given.channel, given.actor, facts, england(now.year))
    language = service.languages[0] if service.languages else "en"
    told = walk(Compiled(service), SURFACES[given.channel], answers, around, language).as_json(language)
    show((canonical_json(told) if given.json else indented(told)) + "\n")
    return 0


def england(year: int) -> Calendar:
    """The bank holidays of England round a year. A council's own closures are left out, so that a walk repeats anywhere."""
    years = range(max(year - _YEARS_ROUND, 1), min(year + _YEARS_ROUND, 9998) + 1)
    return Calendar(in_england(years))
