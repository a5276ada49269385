"""Limits on how often something may be tried: a resume code, tracking a case.

One row for each purpose, person and stretch of time, counted up in a single statement, so that
several processes on one database share one limit.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from guildhall.estate.models import Tries

_COUNT_UP = """
    INSERT INTO estate_tries (key, ends, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET count = estate_tries.count + 1
    RETURNING count
"""


def may_try(*, purpose: str, who: str, limit: int, per: timedelta, now: datetime) -> bool:
    """Count one more try, and say whether it is within the limit for this stretch of time."""
    stretch = int(now.timestamp() // per.total_seconds())
    ends = datetime.fromtimestamp((stretch + 1) * per.total_seconds(), tz=now.tzinfo)
    key = salted_hmac("guildhall.estate.rate", f"{purpose}|{who}|{stretch}").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_UP, [key, connection.ops.adapt_datetimefield_value(ends)])
        (count,) = cursor.fetchone()
    return bool(count <= limit)


def forget(*, now: datetime) -> int:
    """Remove the counts of stretches that are over. Gives how many."""
    return Tries.objects.filter(ends__lt=now).delete()[0]
