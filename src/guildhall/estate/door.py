"""The estate's door: the only module of this room that the rooms above may import.

References are short texts with a kind in front (`account/…`, `file/…`). They tell nothing about
the person or thing behind them, so they may stand in events, addresses and logs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django_tasks.base import Task

from guildhall.estate import (
    accounts,
    calendars,
    counting,
    files,
    housekeeping,
    prepared,
    printing,
    problems,
    rate,
    visibility,
)
from guildhall.estate.accounts import AccountValue, AlreadyOpen, Role, RoleValue
from guildhall.estate.calendars import ClosureValue
from guildhall.estate.clock import now, standing_at, standing_for_all_at
from guildhall.estate.council import Council, Place, council
from guildhall.estate.files import LARGEST as LARGEST_FILE
from guildhall.estate.files import Altered, OpenedFile, Refused
from guildhall.estate.frame import compose, offer_desk, page, page_path, style
from guildhall.estate.lettering import showable
from guildhall.estate.prepared import Prepared, Row, as_found
from guildhall.estate.printing import Unprintable
from guildhall.estate.references import is_sound, new_reference, spelled, tidy
from guildhall.estate.typed import Typed
from guildhall.estate.visibility import Onlooker, Visibility, sees, visible_to
from guildhall.estate.words import Words, words
from guildhall.kernel.clocks import Calendar, Closure, Whose

__all__ = [
    "LARGEST_FILE",
    "AccountValue",
    "AlreadyOpen",
    "Altered",
    "ClosureValue",
    "Council",
    "Onlooker",
    "OpenedFile",
    "Place",
    "Prepared",
    "Refused",
    "Role",
    "RoleValue",
    "Typed",
    "Unprintable",
    "Visibility",
    "Words",
    "account_of",
    "accounts_holding",
    "add_rows",
    "as_found",
    "calendar",
    "calendar_then",
    "close_on",
    "closed",
    "closure_numbered",
    "closure_on",
    "closures",
    "compose",
    "council",
    "counts_by_the_latest",
    "display_names",
    "do_again",
    "end_role",
    "erase_files",
    "file_names",
    "find_row",
    "give_role",
    "is_sound",
    "may_try",
    "new_reference",
    "note_profile",
    "now",
    "offer_desk",
    "onlooker_of",
    "open_account",
    "open_file",
    "page",
    "page_path",
    "pdf",
    "problem",
    "require",
    "sees",
    "showable",
    "spelled",
    "standing_at",
    "standing_for_all_at",
    "store_all_files",
    "store_file",
    "store_files",
    "style",
    "take_back_closure",
    "tidy",
    "visible_to",
    "words",
]


# Accounts and roles


def account_of(*, request: HttpRequest) -> AccountValue | None:
    """The account that is logged in, with the roles it holds now; `None` for a visitor.

    Asks the database once for each request, whatever the number of calls.
    """
    return accounts.account_of(request)


def onlooker_of(*, account: AccountValue) -> Onlooker:
    """How far somebody who is logged in sees: which teams' cases, whether people, whether what is protected."""
    return visibility.onlooker(account)


def require(*roles: Role) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Decorate a desk's view so that only holders of one of `roles` see it.

    A visitor is sent to the log-in page and comes back afterwards. Someone logged in without the
    role gets a page that says so in plain words (403). Outside the demo, someone with a role and
    no second step of log-in is sent to set one up first. With no role named, any role will do.
    """
    return accounts.require(*roles)


def open_account(*, email: str, name: str, password: str) -> AccountValue:
    """Open an account. Raises `AlreadyOpen` when the email address has one."""
    return accounts.open_account(email=email, name=name, password=password)


def give_role(*, account: str, role: Role, team: str = "", since: datetime) -> None:
    """Record that an account holds a role from `since` on, in one team or (`""`) in all."""
    accounts.give_role(account=account, role=role, team=team, since=since)


def end_role(*, account: str, role: Role, team: str = "", until: datetime) -> None:
    """Record that an account no longer holds a role after `until`. The record itself stays."""
    accounts.end_role(account=account, role=role, team=team, until=until)


def accounts_holding(*, role: Role, team: str = "") -> tuple[AccountValue, ...]:
    """The accounts that hold a role now, by name; with a team, only those who serve that team."""
    return accounts.accounts_holding(role=role, team=team)


def display_names(*, references: Iterable[str]) -> dict[str, str]:
    """The display name of each account reference, in one question to the database."""
    return accounts.display_names(references)


# Calendars


def calendar(*, year_from: int, year_to: int, whose: Whose = "council", afresh: bool = False) -> Calendar:
    """The council's working calendar: its hours, the bank holidays of its nation and its own closures.

    For what the law sets, a term names `whose` working days count instead: those of the `nation`, or those of `any-nation`.
    There a working day is the whole of it, and the council's own closures put nothing off.

    Kept in memory, so that counting days asks the database nothing. A closure saved in this
    process is known at once, one saved in another process within five minutes; `afresh`, at once.
    """
    return calendars.calendar(year_from=year_from, year_to=year_to, whose=whose, afresh=afresh)


def close_on(
    *,
    day: date,
    reason: str,
    office: str = "",
    since: time | None = None,
    until: time | None = None,
    reason_cy: str = "",
) -> None:
    """Record that the council (or one office) is closed on a day, or from or until a local time on it.

    Saying it twice is harmless; what is said last stands. Raises `ValueError` when it would end before it begins.
    """
    calendars.close_on(day=day, reason=reason, office=office, since=since, until=until, reason_cy=reason_cy)


def closed(*, year_from: int, year_to: int) -> Mapping[str, tuple[Closure, ...]]:
    """The closed days of these years, both included, by office: under `""` those of the whole council with the bank holidays.

    Kept in memory as `calendar` is.
    """
    return calendars.closed(year_from=year_from, year_to=year_to)


def closure_on(*, day: date, office: str = "") -> ClosureValue | None:
    """What is recorded of a closed day, of the council or of one office; `None` where nothing is."""
    return calendars.closure_on(day=day, office=office)


def closure_numbered(*, closure: int) -> ClosureValue | None:
    """A closure that stands, by its number; `None` where there is none, or it was taken back."""
    return calendars.closure_numbered(closure=closure)


def take_back_closure(*, closure: int, by: str, because: str, at: datetime) -> ClosureValue | None:
    """Say that a closure was recorded by mistake: it stays on record, and closes nothing from now on.

    Gives it as it stood; `None` where there is none, or it was taken back already. To be called in a transaction.
    """
    return calendars.take_back(closure=closure, by=by, because=because, at=at)


def note_profile(*, at: datetime) -> int:
    """Keep by what the council's profile says dates are counted: its nation, hours and closures.

    Gives the number under which it was kept before, where it has changed since; 0 where it has not, or nothing was kept.
    """
    return counting.note(at=at)


def counts_by_the_latest() -> bool:
    """Whether this process has read the profile that was noted last."""
    return counting.is_ours()


def calendar_then(*, number: int, year_from: int, year_to: int, whose: Whose) -> Calendar:
    """The calendar as it was by the profile that `note_profile` kept under a number."""
    return counting.calendar_then(number=number, year_from=year_from, year_to=year_to, whose=whose)


def closures(*, before: str = "", limit: int = 50) -> tuple[tuple[ClosureValue, ...], str]:
    """A stretch of what is recorded, the latest day first, and where the next begins (empty at the end).

    `before` is what the stretch before gave; what is no such mark changes nothing.
    """
    return calendars.closures(before=before, limit=limit)


def closures_ahead(*, since: date) -> tuple[ClosureValue, ...]:
    """What is recorded of a local day and of those after it, and was not taken back; the soonest first. One statement."""
    return calendars.closures_ahead(since=since)


# Files


def store_file(*, content: bytes, name: str, by: str, channel: str) -> str | Refused:
    """Check a file that somebody sent, clean it, and keep it. Gives its reference (`file/…`).

    `name` is what the sender calls it; `by` is a reference to who sent it, or `""` for a resident
    whom we do not know; `channel` is the way in by which it came. A file that cannot be taken comes
    back as `Refused`, with a code and words for the sender in English and Welsh.
    """
    return files.store(sent=[(content, name)], by=by, channel=channel)[0]


def store_files(*, sent: Iterable[tuple[bytes, str]], by: str, channel: str) -> tuple[str | Refused, ...]:
    """Do as `store_file` does with several files, each its content and its name, in one statement."""
    return files.store(sent=sent, by=by, channel=channel)


def store_all_files(*, sent: Iterable[tuple[bytes, str]], by: str, channel: str) -> tuple[str, ...] | Refused:
    """Do as `store_files` does where one that is refused refuses them all: nothing is kept then. Gives why, if so."""
    return files.store_all(sent=sent, by=by, channel=channel)


def open_file(*, reference: str) -> OpenedFile | None:
    """A stored file, or `None` when there is none. The caller checks who is asking, first.

    Raises `Altered` when what is on the disk is not what was stored.
    """
    return files.open_stored(reference)


def file_names(*, references: Iterable[str]) -> dict[str, str]:
    """What their senders called these files, by reference; what is no stored file is left out.

    At most one question to the database, and none to the disk.
    """
    return files.names_of(references)


def erase_files(*, references: Iterable[str]) -> int:
    """Erase stored files for good, when the transaction that this stands in is certain. Gives how many there were."""
    return files.erase(references)


# Pages and paper


def problem(
    *,
    request: HttpRequest,
    status: int,
    words_key: str = "",
    heading_key: str = "",
    details: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A page in plain words for something that went wrong (400, 403, 404, 405, 413, 429, 500).

    `words_key` (such as `serve.code-expired`) puts a sentence of the caller's own on the page, `heading_key` a heading; another
    status needs both.
    """
    return problems.problem(request, status=status, words_key=words_key, heading_key=heading_key, details=details or {})


def pdf(*, source: str, files: Mapping[str, bytes] | None = None) -> bytes:
    """Print a typst source as an accessible PDF (PDF/UA-1), in our own font only.

    `files` are images and the like that the source names. Raises `Unprintable` with the reason:
    also for a letter that our font lacks, so give what people wrote as `showable(text)`.
    """
    return printing.pdf(source, files=files or {})


# Background work


def do_again(*, task: Task[..., Any], at: datetime) -> None:
    """Let the background worker do a task that takes no arguments from `at` on, unless it is already told to.

    For what is done time and again: such a task tells the worker of itself before it begins. The setting `TIME_AND_AGAIN`
    names it too, so that the worker takes it up when it starts.
    """
    housekeeping.do_again(task=task, at=at)


# Limits


def may_try(*, purpose: str, who: str, limit: int, per: timedelta, now: datetime) -> bool:
    """Count one more try, and say whether it is within `limit` tries in each stretch of `per`.

    Holds across processes. `who` (an address, an account) is kept only as a keyed hash.
    """
    return rate.may_try(purpose=purpose, who=who, limit=limit, per=per, now=now)


# Rows


def add_rows(*, model: type[Model], rows: Sequence[Mapping[str, object]]) -> tuple[Any, ...]:
    """Add rows to one of the caller's tables, in one statement that is written only once. No signal is sent.

    Each is what stands in its columns, by the names of their attributes (``journey_id``); all name the same columns. Gives
    their keys where the database chooses these. Raises ``KeyError`` for a column that the table does not have.
    """
    return prepared.add(model, rows)


def find_row(*, model: type[Row], field: str, value: object) -> Row | None:
    """The row of one of the caller's tables by a field that is unique; `None` where there is none. One statement."""
    return prepared.find(model, field, value)
