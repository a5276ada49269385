"""Findings about who can get in and what they are told: ways in, whom to reach, what happens next, who is treated otherwise."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.conditions import Test
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity
from guildhall.kernel.gate.named import is_said, listed, outcome_named
from guildhall.kernel.gate.posed import Posed, posed, tests_in
from guildhall.kernel.model import words
from guildhall.kernel.service import Channel, Difference, Outcome

FINDS: Mapping[str, Severity] = {
    "access.digital-only": "blocks",
    "access.no-contact": "blocks",
    "access.no-next": "blocks",
    "access.reads-channel": "blocks",
    "access.undeclared-difference": "blocks",
    "access.actor-difference": "warns",
}

DIGITAL = {"web", "api"}
_PLACES = {"phone": "telephone", "counter": "counter", "paper": "paper"}
_PEOPLE = {"resident": "residents", "helper": "helpers", "staff": "staff"}


def findings(examined: Examined) -> Iterator[Finding]:
    """Everybody must be able to come in, be told what follows, and be treated alike unless the definition says why not."""
    offered = examined.service.channels.offered()
    if not set(offered) - DIGITAL:
        yield _found(examined, "access.digital-only", None, _shuts_out(offered))
    for name, channel in offered.items():
        lacking = _lacking(name, channel)
        if lacking:
            yield _found(
                examined,
                "access.no-contact",
                None,
                f"The {_PLACES[name]} channel gives no {listed(lacking, 'and no')}: write whom to reach"
                f"{' and when' if 'hours' in lacking else ''}, or close it.",
            )
    for outcome in examined.service.outcomes:
        if not _says_what_follows(outcome):
            yield _found(
                examined,
                "access.no-next",
                outcome.id,
                f"{outcome_named(outcome)} does not say what happens next and promises nothing: write next, or a promise.",
            )
        if outcome.not_for is not None:
            yield _listed(examined, outcome.id, f"{outcome_named(outcome)} is not for", outcome.not_for)
    for place in posed(examined.service):
        yield from _reading(examined, place)


def _shuts_out(offered: Mapping[str, Channel]) -> str:
    if not offered:
        return (
            "No way in is open: nobody can reach this service. Open the telephone, the counter or paper beside the web."
        )
    return (
        "This service can be reached only digitally, which shuts out whoever is not online: open the telephone, the counter"
        " or paper as well."
    )


def _lacking(name: str, channel: Channel) -> list[str]:
    wanted = {"phone": ("contact", "hours"), "counter": ("contact", "hours"), "paper": ("contact",)}.get(name, ())
    return [field for field in wanted if not is_said(getattr(channel, field))]


def _says_what_follows(outcome: Outcome) -> bool:
    """A hand-over that says whom to reach says what to do next."""
    if is_said(outcome.next) or (outcome.promise is not None and is_said(outcome.promise.sentence)):
        return True
    return outcome.kind == "handover" and (is_said(outcome.contact) or bool(outcome.telephone))


def _reading(examined: Examined, place: Posed) -> Iterator[Finding]:
    asked = {test.subject[0] for test in tests_in(place.condition) if isinstance(test, Test)}
    if "channel" in asked:
        yield _found(
            examined,
            "access.reads-channel",
            place.step,
            f"{place.named} asks by which channel somebody came: every channel must lead to the same, so ask for what"
            " really matters.",
        )
    if "actor" in asked:
        difference = place.rule.difference if place.rule else None
        if difference is not None:
            yield _listed(examined, place.step, f"{place.named} treats otherwise", difference)
        else:
            yield _found(
                examined,
                "access.undeclared-difference",
                place.step,
                f"{place.named} asks who is acting and does not say why they are treated otherwise: make it a rule, and"
                " write its reason under difference.",
            )


def _listed(examined: Examined, step: str, begins: str, difference: Difference) -> Finding:
    people = listed([_PEOPLE[actor] for actor in difference.actors], "or")
    reason = words(difference.reason, "en").strip()
    return _found(examined, "access.actor-difference", step, f"{begins} {people}. The reason given: {reason}")


def _found(examined: Examined, kind: str, step: str | None, message: str) -> Finding:
    return examined.finding(kind, FINDS[kind], step, message)
