"""Django's own commands, and those that rooms add to them."""

from collections.abc import Sequence

from django.core.management import ManagementUtility, get_commands

ALWAYS = {"help", "--help", "-h", "--version"}


def obey(words: Sequence[str]) -> int:
    """Do one of Django's commands; its exit status.

    Raises `ValueError` where there is no such command. A command that fails ends the process.
    """
    if words[0] not in get_commands() and words[0] not in ALWAYS:
        raise ValueError(f"There is no command {words[0]}. Try: guildhall help")
    ManagementUtility(["guildhall", *words]).execute()
    return 0
