"""What each page of the house must show to whom, no more and no less: told slowly, page by page.

A page that is not named here shows no case but those in its address.
"""

from collections.abc import Callable, Mapping

from tests.rooms.one_world import TWIN, WARD, Seer, World

from guildhall.serve.models import Callback, Case

Listed = Callable[[World, Seer], set[str]]


def _seen(made: World, seer: Seer) -> set[str]:
    return {each for each in made.cases if made.sees_case(seer, each)}


def _pressing(made: World, seer: Seer) -> set[str]:
    """The hall shows what is late or due soon to those who do the work; and here everything is."""
    return _seen(made, seer) if seer.role in {"service-officer", "administrator"} else set()


def _called_back(made: World, seer: Seer) -> set[str]:
    """Everybody is promised a call about their bin; those who keep people safe make all the calls."""
    bins = {one.bin.reference for one in made.people}
    return bins if seer.role == "safeguarding" else _seen(made, seer) & bins


def _helped(made: World, seer: Seer) -> set[str]:
    return {each for each in made.cases if made.helps_with(seer, each)}


LISTS: Mapping[str, Listed] = {
    "serve:hall": _pressing,
    "serve:cases": _seen,
    "serve:cases-map": _seen,
    "serve:cases-filter": _seen,
    "serve:cases-filter-map": _seen,
    "serve:tasks": lambda made, seer: made.to_do(seer),
    "serve:callbacks": _called_back,
    "serve:outbox": _seen,
    "serve:partner": _helped,
    "serve:councillor": _helped,
}
"""The lists of cases, by the names of their addresses."""
NUMBERED = frozenset({"serve:callbacks-sheet", "serve:outbox-message"})
"""Pages that whoever does not see the case of is not let in to: ``_faults`` says so of each case that is shown."""


def cases_shown(made: World, seer: Seer, name: str, address: str) -> set[str]:
    """The cases that a page must show besides those that its address names."""
    if name in LISTS:
        return LISTS[name](made, seer)
    number = int(address.rpartition("/")[2]) if name in NUMBERED else 0
    match name:
        case "serve:people-person":
            keys = {key for one in made.people if one.key in address for key in made.same_as(one)}
            shown = {each for each in made.cases if made.of(each).key in keys}
            return shown & _called_back(made, seer) if seer.role == "safeguarding" else shown & _seen(made, seer)
        case "serve:callbacks-sheet":
            return {Callback.objects.get(id=number).case} - {""}
        case "serve:places-day" if not made.people[0].guarded:
            return _seen(made, seer) & {made.people[0].bin.reference}
        case "serve:outbox-message":
            return set(Case.objects.filter(messages__id=number).values_list("reference", flat=True)) & made.cases.keys()
        case "serve:privacy-request" if made.request in address and not made.people[2].guarded:
            return {made.people[2].bin.reference, made.people[2].hole.reference}
        case _:
            return set()


def told_of_people(made: World, seer: Seer, name: str, address: str) -> dict[str, bool]:
    """What a page tells of people, and whether it tells it to them."""
    first, _second, last = made.people
    match name:
        case "serve:people-proposals" | "serve:people-proposal":
            return {TWIN: made.knows_twin(seer)}
        case "serve:places-day" | "serve:places-letters":
            return {first.name: made.knows_where(seer, first)}
        case "serve:privacy-request" if made.request in address:
            return {last.home: made.knows_ways(seer, last), last.phone: made.knows_ways(seer, last)}
        case "serve:calls" | "serve:calls-arriving" | "serve:phone":
            return {one.phone: made.knows_ways(seer, one) for one in made.people}
        case "serve:callbacks":
            every = seer.role == "safeguarding" or not seer.team
            return {one.name: every or made.sees_case(seer, one.bin.reference) for one in made.people}
        case "serve:partner" | "serve:councillor":
            return {one.name: made.helps(seer, one) for one in made.people}
        case "serve:councillor-ward":
            return {f"{len(made.people)}</td>": seer.team == WARD, "fewer than 5": seer.team == WARD}
        case _:
            return {}
