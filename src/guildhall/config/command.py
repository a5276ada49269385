"""The command line: `guildhall services …`, `guildhall run`, and Django's own commands.

To add a command, add a line to `COMMANDS`: its name, and the function that does it. The function
takes the words after the name and returns the exit status: 0, or 2 for bad input. Its module is
loaded only when the command is given, so that starting up stays light.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

COMMANDS = {
    "areas": "guildhall.understand.areas_command:areas",
    "run": "guildhall.config.running:run",
    "prepare": "guildhall.config.preparing:prepare",
    "demo-year": "guildhall.config.demo_year:demo_year",
    "inbound": "guildhall.serve.telling.inbound.command:inbound",
    "measures": "guildhall.understand.command:measures",
    "places": "guildhall.serve.places.command:places",
    "records": "guildhall.decide.command:records",
    "services": "guildhall.serve.command:services",
    "strategies": "guildhall.plan.command:strategies",
}
DJANGO = "guildhall.config.management:obey"
WITHOUT_DJANGO = {"records", "run", "services"}


def main() -> None:
    """Do what the command line says. Bad input ends with status 2 and one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
    try:
        status = obey(sys.argv[1:])
    except (OSError, ValueError) as error:
        status = refused(str(error))
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


def obey(words: Sequence[str]) -> int:
    """Do one command and return its exit status."""
    if not words:
        return refused("Say what to do: guildhall services | run | help")
    name, *rest = words
    if name in WITHOUT_DJANGO:
        return _named(COMMANDS[name])(rest)
    _named("django:setup")()
    if name in COMMANDS:
        return _named(COMMANDS[name])(rest)
    return _named(DJANGO)(words)


def refused(reason: str) -> int:
    """Say in one line why a command was refused; the exit status for that."""
    line = " ".join(reason.split()) or "Something is missing."
    print(f"guildhall: {line}", file=sys.stderr)
    return 2


def _named(place: str) -> Callable[..., int]:
    module, function = place.split(":")
    found: Callable[..., int] = getattr(import_module(module), function)
    return found


if __name__ == "__main__":
    main()
