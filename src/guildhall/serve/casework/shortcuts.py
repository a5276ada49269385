"""Single-key shortcuts in lists: on for everybody, until somebody turns them off for themselves (WCAG 2.1.4)."""

from datetime import datetime

from guildhall.serve.models import ShortcutsOff


def wanted_by(*, account: str) -> bool:
    """Whether somebody's lists answer to single keys. One statement."""
    return not ShortcutsOff.objects.filter(account=account).exists()


def turn(*, account: str, on: bool, at: datetime) -> None:
    """Turn them on or off for somebody. Doing it twice is harmless."""
    if on:
        ShortcutsOff.objects.filter(account=account).delete()
    else:
        ShortcutsOff.objects.get_or_create(account=account, defaults={"at": at})
