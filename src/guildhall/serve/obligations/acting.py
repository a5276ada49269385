"""What is done to a case's clocks: stopped and started with a reason, lengthened with notice, and stopped for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from guildhall.estate.door import words
from guildhall.kernel.clocks import Due, Reckoning, Term
from guildhall.kernel.clocks.saying import due_in_full, term_in_words
from guildhall.ledger.door import Actor, record
from guildhall.serve import happened, outbox
from guildhall.serve.joining.ruling import held
from guildhall.serve.models import Case, Extension, Message, Obligation, Pause
from guildhall.serve.obligations.moving import reckon_anew, rooted, settle
from guildhall.serve.obligations.standing import (
    More,
    Owed,
    calendar_of,
    more_left,
    owed_on,
    told_due,
    why_paused,
    written,
)
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import language_of

MOMENT = timedelta(seconds=30)
"""Within this, the same extension by the same hand is one button pressed twice."""


class NothingRuns(ValueError):
    """No clock runs that this could change: the case is closed, nothing was promised, or it is late already."""

    code = "nothing-runs"


class NothingWaits(ValueError):
    """No clock stands still that could be started."""

    code = "nothing-waits"


class TooLong(ValueError):
    """More time than the law or an Ombudsman's code allows. ``left`` is how much there is, and in what it is counted."""

    code = "too-long"

    def __init__(self, left: More) -> None:
        super().__init__(left)
        self.left = left


@dataclass(frozen=True, slots=True)
class Extended:
    """What came of an extension: the reckoning, and whether the customer is told of it by message."""

    reckoning: Reckoning
    told: bool


def pause(*, case: int, reason: str, actor: Actor, at: datetime, said: str = "", tell: bool = False) -> None:
    """Stop every clock of a case that this reason stops, from now on; ``tell`` the customer of it by a message of its own.

    ``said`` are words for the customer to read. What this reason has stopped already stays as it is. Raises ``NothingRuns``.
    """
    with transaction.atomic():
        row = held(case)
        stopped = [each for each in _running(row, at) if each.stopped_by(reason)]
        if row.closed_at is not None or not stopped:
            raise NothingRuns(row.reference)
        fresh = [each for each in stopped if not any(p.until is None and p.reason == reason for p in each.pauses)]
        for each in fresh:
            rooted(each, each.told(calendar_of(each.term, each.row.received_at, at)))
            made = Pause.objects.create(
                obligation=each.row, since=at, reason=reason, words=said, by=actor.reference, notified_at=at
            )
            _tell(row, happened.CLOCK_PAUSED.name, actor, at, {"owed": each.row.name, "reason": reason})
            reckon_anew(row, each.row.name, "paused", actor, at)
            if tell and each is fresh[0]:
                why = why_paused(made)
                language = language_of(row)
                text = words("serve").say("clock-told-paused", language, reason=why[language])
                if not _written(row, text, at):
                    Pause.objects.filter(id=made.pk).update(notified_at=None)
        settle(row, at)


def resume(*, case: int, actor: Actor, at: datetime, reason: str = "", tell: bool = False) -> None:
    """Start the clocks again that stand still for this reason, or for any. Raises ``NothingWaits``.

    ``tell`` the customer that they run, and by when it is due now; while another reason still holds one, nothing is told.
    """
    with transaction.atomic():
        row = held(case)
        waiting = Pause.objects.filter(obligation__case=row, obligation__met_at=None, until=None)
        waiting = waiting.filter(reason=reason) if reason else waiting
        names = dict.fromkeys(waiting.order_by("id").values_list("obligation__name", flat=True))
        if row.closed_at is not None or not names:
            raise NothingWaits(row.reference)
        waiting.update(until=at, ended_by=actor.reference)
        for name in names:
            _tell(row, happened.CLOCK_RESUMED.name, actor, at, {"owed": name})
            reckon_anew(row, name, "resumed", actor, at)
        settle(row, at)
        if tell and row.paused_at is None:
            language = language_of(row)
            said = words("serve").say("clock-told-resumed", language)
            _written(row, _until(said, told_due(row), language), at)


def extend(
    *, case: int, name: str, by: Term, reason: str, actor: Actor, at: datetime, tell: bool = True
) -> Extended | None:
    """Take more time for what is owed under a name, and tell the customer how much, why and until when.

    Without ``tell`` they are told by whoever calls this, in the same transaction.
    An extension of what the law sets counts only if the customer is told in time. The same button pressed twice takes it once
    and gives ``None``. Raises ``NothingRuns`` where nothing of that name is owed, or it is done; and ``TooLong`` where the law or a
    code sets an end to it.
    """
    with transaction.atomic():
        row = held(case)
        standing = owed_on(row)
        owed = next((each for each in standing if each.row.name == name and each.row.met_at is None), None)
        if row.closed_at is not None or owed is None:
            raise NothingRuns(row.reference)
        term = written(by)
        if any(
            (e.term, e.reason, e.by) == (term, reason, actor.reference) and at - e.at < MOMENT for e in owed.extensions
        ):
            return None
        left = more_left(standing, name)
        if left is not None and (by.unit != left.unit or by.count > left.count):
            raise TooLong(left)
        rooted(owed, owed.told(calendar_of(owed.term, owed.row.received_at, at)))
        made = Extension.objects.create(
            obligation=owed.row, term=term, reason=reason, by=actor.reference, at=at, notified_at=at
        )
        _tell(row, happened.CLOCK_EXTENDED.name, actor, at, {"owed": name, "count": by.count, "unit": by.unit})
        foreseen = _foreseen(row, name, at)
        told = not tell or _written(row, _more_time(row, by, reason, foreseen), at) is not None
        if not told:
            Extension.objects.filter(id=made.pk).update(notified_at=None)
        found = reckon_anew(row, name, "extended", actor, at)
        settle(row, at)
        return Extended(found, told)


def told_of_extension(*, case: int, extension: int, channel: str, actor: Actor, at: datetime) -> None:
    """Record that the customer was told by word of mouth, just now, that more time was taken. Where that is in time, it counts.

    ``channel`` is ``phone`` or ``counter``. What they were told already stays as it was. Raises ``NothingRuns`` where the case is
    closed, or there is no such extension of it.
    """
    with transaction.atomic():
        row = held(case)
        found = Extension.objects.filter(id=extension, obligation__case=row, obligation__met_at=None)
        made = found.select_related("obligation").first()
        if row.closed_at is not None or made is None:
            raise NothingRuns(row.reference)
        name = made.obligation.name
        if found.filter(notified_at=None).update(notified_at=at):
            _tell(row, happened.EXTENSION_TOLD.name, actor, at, {"owed": name, "channel": channel})
            reckon_anew(row, name, "extended", actor, at)
            settle(row, at)


def meet_one(*, case: int, name: str, at: datetime) -> None:
    """Record that one thing owed on a case was done; the others run on. What is done already stays as it is."""
    with transaction.atomic():
        row = held(case)
        Obligation.objects.filter(case=row, name=name, met_at=None).update(met_at=at)
        settle(row, at)


def meet(*, case: int, actor: Actor, at: datetime) -> None:
    """Record that what was owed on a case was done. To be called in the transaction that closes it."""
    Pause.objects.filter(obligation__case=case, until=None).update(until=at, ended_by=actor.reference)
    Obligation.objects.filter(case=case, met_at=None).update(met_at=at)
    Case.objects.filter(id=case).update(paused_at=None, look_at=None)


def _running(row: Case, at: datetime) -> list[Owed]:
    """What is owed and not yet late. What is late stays so, whatever stops its clock now."""
    standing = [each for each in owed_on(row) if each.row.met_at is None]
    return [each for each in standing if each.due is None or at < each.due.ends]


def _foreseen(row: Case, name: str, at: datetime) -> Reckoning:
    owed = next(each for each in owed_on(row) if each.row.name == name)
    return owed.reckoned(calendar_of(owed.term, owed.row.received_at, at))


def _more_time(row: Case, by: Term, reason: str, reckoning: Reckoning) -> str:
    language = language_of(row)
    said = words("serve").say("clock-told-extended", language, by=term_in_words(by, language), reason=reason)
    return _until(said, reckoning.due, language)


def _until(said: str, due: Due | None, language: str) -> str:
    """What is said of a clock, with the date that holds now, where there is one."""
    if due is None:
        return said
    return f"{said} {words('serve').say('clock-now-due', language, new=due_in_full(due, language))}"


def _written(row: Case, text: str, at: datetime) -> Message | None:
    message = messages.write(case=row, about="notice", at=at, text=text)
    if message is not None:
        outbox.message_written(message=message.pk)
    return message


def _tell(row: Case, kind: str, actor: Actor, at: datetime, data: dict[str, object]) -> None:
    record(
        subject=f"case/{row.reference}",
        type=kind,
        actor=actor,
        at=at,
        visibility="customer",
        data=data,  # type: ignore[arg-type]  # codes, dates and numbers
    )
