"""Visits to the proof of a commitment, in both languages: of figures, of none yet, of what is judged by its day; and to its opinions."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from tests.pages.visits import Visit, look, staff
from tests.pages.ways import submit
from tests.rooms.proved import worked_out

from guildhall.understand.addresses import LANGUAGES, PROOF, address

FIGURES = dict.fromkeys(
    (f"open-data/strategies/<code:key>/commitments/<code:code>.{kind}" for kind in ("json", "csv")), "for machines"
)
"""Addresses that show no page."""


def begin_figures(at: datetime) -> None:
    """Two years of promises kept: of a service that grew better, of one that was seldom asked for, and of two others."""
    worked_out(
        "promise-kept",
        {
            "missed-bin": lambda month: (180 + 7 * (month % 5), 150 + month + 6 * (month % 5)),
            "bulky-waste": lambda month: (2, 1 + month % 2),
            "report-danger": lambda _month: (9, 4),
            "street-problem": lambda month: (400, 330 - 2 * month),
        },
        at=at,
    )


def proofs() -> Iterator[Visit]:
    """The proof of a commitment in each of its states."""
    for lang in LANGUAGES:
        for code, state in (("C2.1", "filled"), ("C2.3", "nothing counted"), ("C3.2", "judged by its day")):
            where = f"{lang}/{PROOF[lang]}"
            yield Visit(where, address(lang, "digital", code), lang, state=state, typical=state == "filled")
    for state, act in (("empty", look), ("with errors", submit("Publish your opinion"))):
        yield staff("desk/opinions", role="strategy-officer", state=state, act=act, typical=state == "with errors")
    for kind, state in (("progress", "short"), ("scrutiny", "filled")):
        asked = {"kind": kind, "strategy": "strategy/digital", "since": "1 1 2026", "until": "31 12 2026"}
        yield staff(
            "desk/reports",
            role="democratic-services",
            address=f"/desk/reports?{urlencode(asked)}",
            state=state,
            typical=state == "filled",
        )
        if kind == "progress":
            where = f"/desk/reports?{urlencode(asked)}"
            yield staff(
                "desk/reports",
                role="monitoring-officer",
                address=where,
                state="with errors",
                act=submit("Deposit this report"),
            )
    for state, act in (("empty", look), ("with errors", submit("Make the report"))):
        yield staff("desk/reports", role="strategy-officer", state=state, act=act, typical=state == "with errors")
