"""``guildhall areas``: take up what is known of the council's areas from outside, and hold what came beside it.

Bad input ends with status 2 and one line for each fault; then nothing was changed.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from guildhall.serve.door import wards
from guildhall.understand.carrying import files
from guildhall.understand.clock import now
from guildhall.understand.reaching import look
from guildhall.understand.surveying import NotTakenUp, Surveyed, take_up

LARGEST = 50_000_000
"""Bytes of a file that is read: the boundaries of a large county are a few million."""


def areas(argv: Sequence[str]) -> int:
    """Do one of the commands and return its exit status: 0, or 2 where nothing was changed."""
    try:
        given = _parser().parse_args(list(argv))
        _import(given)
    except NotTakenUp as refused:
        for line in (*refused.lines, "nothing was changed"):
            sys.stderr.write(f"guildhall: {' '.join(line.split())}\n")
        return 2
    return 0


def _import(given: Namespace) -> None:
    found = take_up(
        areas=_text(given.areas),
        needs=_text(given.needs) if given.needs else "",
        boundaries=_text(given.boundaries) if given.boundaries else "",
        source=given.source,
        at=now(),
    )
    look(files=files(), at=now())
    sys.stdout.write("".join(f"{line}\n" for line in _told(found)))


def _told(found: Surveyed) -> Iterator[str]:
    people = sum(each.people for each in found.areas)
    yield f"{len(found.areas)} areas in {len(found.wards)} wards with {people:,} people are known."
    for about, count in (
        ("no deprivation", sum(each.fifth is None for each in found.areas)),
        ("no connectivity", sum(each.connected is None for each in found.areas)),
        ("no position", sum(each.lat is None or each.lon is None for each in found.areas)),
    ):
        if count:
            yield f"Of {count} areas there is {about}: no data, and never nought."
    known = wards()
    for code in sorted(found.wards.keys() - known.keys()):
        yield f"Ward {code} ({found.wards[code]}) is not in the council's gazetteer: no case will be counted there."
    for code in sorted(known.keys() - found.wards.keys()):
        yield f"Ward {code} ({known[code].name}) of the gazetteer has no area: nothing can be expected of it."


def _text(name: str) -> str:
    try:
        with Path(name).open("rb") as file:
            held = file.read(LARGEST + 1)
        text = held.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotTakenUp([f"{name} is not text in UTF-8"]) from None
    except (OSError, ValueError):
        raise NotTakenUp([f"{name} cannot be read"]) from None
    if len(held) > LARGEST or "\0" in text:
        raise NotTakenUp([f"{name} is larger than {LARGEST:,} bytes, or no text"])
    return text


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise NotTakenUp(
            [
                f"{message}. Say: guildhall areas import AREAS.csv --source WORDS [--needs NEEDS.csv] [--boundaries WARDS.geojson]"
            ]
        )


def _parser() -> ArgumentParser:
    parser = _Parser(prog="guildhall areas", allow_abbrev=False, description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    importing = commands.add_parser("import", help="take up what is known of areas")
    importing.add_argument("areas", metavar="AREAS.csv")
    importing.add_argument(
        "--source", required=True, metavar="WORDS", help="where the figures are from, as pages say it"
    )
    importing.add_argument("--needs", metavar="NEEDS.csv", help="how often people of an age or a fifth need a service")
    importing.add_argument("--boundaries", metavar="WARDS.geojson", help="the boundaries of the wards")
    return parser
