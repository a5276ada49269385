"""``guildhall records``: read a council's page into a record, and put it into the house.

Bad input ends with status 2 and a plain line on standard error; then nothing was changed. What is heavy is loaded only by
the command that needs it: reading needs no Django.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from guildhall.decide.commands.files import BadInput


def records(argv: Sequence[str]) -> int:
    """Do one of the commands and return its exit status: 0, or 2 for bad input."""
    try:
        given = _parser().parse_args(list(argv))
        return int(given.act(given))
    except BadInput as refused:
        lines = refused.lines
    for line in lines if sys.stderr is not None else ():
        sys.stderr.write(f"guildhall: {' '.join(line.split())}\n")
    return 2


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message}. Say: guildhall records read FILE, or import FILE...")


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="guildhall records", allow_abbrev=False, description=__doc__.partition("\n")[0].replace("``", "")
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    reading = _command(commands.add_parser("read", help="say what a page of a council says"), "reading:read_page")
    reading.add_argument("file", metavar="FILE", help="text, HTML, or GetMeeting XML, in UTF-8")
    reading.add_argument("--json", action="store_true", help="the record as JSON, with where each field stands")
    importing = _command(
        commands.add_parser("import", help="put pages into the house, joined to what is there"),
        "importing:import_pages",
        django=True,
    )
    importing.add_argument("files", metavar="FILE", nargs="+", help="text, HTML, or GetMeeting XML, in UTF-8")
    importing.add_argument("--body", default="", help="who met or decided, for a page that does not say")
    importing.add_argument("--date", default="", metavar="YYYY-MM-DD", help="the day, for a page that does not say")
    importing.add_argument("--json", action="store_true", help="what became of each page, as JSON")
    return parser


def _command(parser: ArgumentParser, place: str, *, django: bool = False) -> ArgumentParser:
    """Name the function of a command; its module is loaded only when the command is given."""
    module, _, function = place.partition(":")

    def act(given: Namespace) -> int:
        if django:
            import_module("django").setup()
        done: Callable[[Namespace], int] = getattr(import_module(f"guildhall.decide.commands.{module}"), function)
        return done(given)

    parser.set_defaults(act=act)
    return parser


if __name__ == "__main__":
    sys.exit(records(sys.argv[1:]))
