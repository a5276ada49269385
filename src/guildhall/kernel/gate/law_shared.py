"""Findings about a matter that anybody may see was reported: it has a place, and shows nothing that somebody wrote or is."""

from collections.abc import Iterator, Mapping

from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding, Severity

FINDS: Mapping[str, Severity] = {
    "law.shared-nowhere": "blocks",
    "law.shared-private": "blocks",
}

_CHOSEN = frozenset({"choice", "choices", "yes-no"})
"""The kinds of question whose answers are words of the council's own."""


def findings(examined: Examined) -> Iterator[Finding]:
    """Where a service shares what it may not, or has nothing by which two reports could be one matter."""
    shared = examined.service.shared
    if shared is None:
        return
    steps = {step.id: step for step in examined.service.steps}
    place = steps.get(shared.place)
    if place is None or place.kind != "place":
        yield examined.finding(
            "law.shared-nowhere",
            FINDS["law.shared-nowhere"],
            shared.place if place else None,
            "Reports of this service are shared, but the question that is to say where they are asks for no place: name one"
            " of the kind place under shared, place; or share nothing.",
        )
    for name in shared.shows:
        question = steps.get(name)
        if question is None or question.kind not in _CHOSEN or question.sensitivity != "none":
            yield examined.finding(
                "law.shared-private",
                FINDS["law.shared-private"],
                name if question else None,
                f"Anybody may see the answer to {examined.called(name)}, which is not one of the council's own answers to choose"
                " from, or is private: take it out of shared, shows.",
            )
