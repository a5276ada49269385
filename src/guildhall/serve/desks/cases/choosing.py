"""What can be chosen of a list, in the words of the desk: for the boxes of its form, and to say what was chosen."""

from collections.abc import Mapping

from guildhall.estate.door import Onlooker
from guildhall.kernel.model import words
from guildhall.serve.casework.wanted import Wanted, as_said
from guildhall.serve.casework.wards import wards
from guildhall.serve.desks.cases.lists import CAME_BY, team_name, title_of
from guildhall.serve.publishing import editions

WHOSE = {"": "Anybody", "mine": "Me", "nobody": "Nobody yet"}
STATES = {
    "open": "Open",
    "waiting": "Waiting for the customer",
    "late": "Late",
    "soon": "Due soon",
    "closed": "Closed",
}
ORDERS = {"due": "Soonest due", "newest": "Newest", "oldest": "Oldest"}
DUE = {
    "": "Any day",
    "today": "Today",
    "tomorrow": "Tomorrow",
    "week": "Within a week",
    "month": "Within four weeks",
    "none": "No date",
}
RECEIVED = {
    "": "Any day",
    "today": "Today",
    "week": "In the last week",
    "month": "In the last four weeks",
    "before-month": "More than four weeks ago",
    "before-quarter": "More than three months ago",
}

Options = list[tuple[str, str]]


def options(within: Onlooker) -> Mapping[str, Options]:
    """What stands in each box, as codes and words. No statement."""
    teams = within.teams if within.teams is not None else every_team()
    return {
        "whose": list(WHOSE.items()),
        "state": list(STATES.items()),
        "team": [("", "All my teams"), *((each, team_name(each)) for each in teams)],
        "service": [
            ("", "All services"),
            *sorted(((each.id, words(each.service.title, "en")) for each in editions.live()), key=lambda each: each[1]),
        ],
        "ward": [("", "All wards"), *((each.code, each.name) for each in wards().values())],
        "channel": [("", "Any way in"), *CAME_BY.items()],
        "due": list(DUE.items()),
        "received": list(RECEIVED.items()),
        "order": list(ORDERS.items()),
    }


def in_words(wanted: Wanted) -> str:
    """What was chosen, as a line to be read: Late, given to me, Waste rounds."""
    ward = wards().get(wanted.ward)
    parts = [
        STATES[wanted.state],
        {"mine": "given to me", "nobody": "given to nobody yet"}.get(wanted.whose, ""),
        team_name(wanted.team) if wanted.team else "",
        title_of(wanted.service) if wanted.service else "",
        f"{ward.name} ward" if ward else "",
        f"by {CAME_BY[wanted.channel].lower()}" if wanted.channel in CAME_BY else "",
        f"due {DUE[wanted.due].lower()}" if wanted.due else "",
        f"received {RECEIVED[wanted.received].lower()}" if wanted.received else "",
        f"{ORDERS[wanted.order].lower()} first" if "order" in as_said(wanted) else "",
    ]
    return ", ".join(part for part in parts if part)


def every_team() -> tuple[str, ...]:
    """Every team to which a service in force may give a case."""
    found: set[str] = set()
    for live in editions.live():
        for outcome in live.service.outcomes:
            found |= {outcome.team} if outcome.team else set()
            table = live.compiled.tables.get(outcome.route or "")
            editions_of = table.editions if table else ()
            found |= {str(row.then) for edition in editions_of for row in edition.rows}
    return tuple(sorted(found))
