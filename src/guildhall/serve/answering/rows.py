"""A journey's rows, read and written by statements that are prepared once.

They are what every page of every journey costs, so they are written out here: building them anew from the models takes ten
times as long as asking them. Both databases understand them.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_READ = """
    SELECT j.edition_id, j.language, j.channel, j.actor_kind, j.actor, j.on_behalf_of, j.begun_at, j.resume_code,
        j.resume_until, c.reference, a.step, a.value, a.channel, a.actor_kind, a.actor, a.on_behalf_of, a.at
    FROM serve_journey j
    LEFT JOIN serve_case c ON c.journey_id = j.id
    LEFT JOIN serve_answer a ON a.journey_id = j.id
    WHERE j.id = %s
    ORDER BY a.id
"""
_WRITE = """
    INSERT INTO serve_answer (journey_id, step, value, channel, actor_kind, actor, on_behalf_of, at) VALUES {rows}
    ON CONFLICT (journey_id, step) DO UPDATE SET value = EXCLUDED.value, channel = EXCLUDED.channel,
        actor_kind = EXCLUDED.actor_kind, actor = EXCLUDED.actor, on_behalf_of = EXCLUDED.on_behalf_of, at = EXCLUDED.at
"""
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s)"


def of_journey(journey: UUID, *, held: bool = False) -> list[tuple[Any, ...]]:
    """A journey with its case's reference and its answers: one row for each answer, at least one; none if there is no journey.

    Nobody else may hold a journey that is ``held``, until the transaction ends. SQLite lets only one write anyhow.
    """
    there = connections[DEFAULT_DB_ALIAS]
    hold = " FOR UPDATE OF j" if held and there.features.has_select_for_update_of else ""
    with there.cursor() as cursor:
        cursor.execute(_READ + hold, [_key(journey, there)])
        return list(cursor.fetchall())


def write_answers(journey: UUID, answers: Sequence[tuple[str, str, str, str, str, str, datetime]]) -> None:
    """Keep answers in one statement, each in place of the one before: step, value, channel, actor's kind, actor, for whom, when."""
    there, held = connections[DEFAULT_DB_ALIAS], []
    for *words, at in answers:
        held += [_key(journey, there), *words, there.ops.adapt_datetimefield_value(at)]
    with there.cursor() as cursor:
        cursor.execute(_WRITE.format(rows=", ".join([_ROW] * len(answers))), held)


def moment(held: datetime | str) -> datetime:
    """A moment as it was kept, with its zone. SQLite keeps text, in UTC."""
    return held if isinstance(held, datetime) else datetime.fromisoformat(held).replace(tzinfo=UTC)


def _key(journey: UUID, there: BaseDatabaseWrapper) -> Any:
    return journey if there.features.has_native_uuid_field else journey.hex
