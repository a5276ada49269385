"""What is over is forgotten: counts of tries, sessions, what was shared for a while, and work that was done long ago.

The background worker does it every hour.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from guildhall.estate import rate

EVERY = timedelta(hours=1)
WORK_IS_REMEMBERED = timedelta(days=14)
"""How long the worker's own record of what it did is kept. What failed stays until somebody has looked at it."""
_EXPIRED = "DELETE FROM estate_shared_cache WHERE expires < %s"


def forget(*, now: datetime) -> None:
    """Forget all that is over. Four statements or a few more."""
    rate.forget(now=now)
    Session.objects.filter(expire_date__lt=now).delete()
    with connection.cursor() as cursor:
        cursor.execute(_EXPIRED, [connection.ops.adapt_datetimefield_value(now)])
    DBTaskResult.objects.successful().filter(finished_at__lt=now - WORK_IS_REMEMBERED).delete()


def keep_house(*, again: datetime) -> None:
    """Let the worker tidy up from ``again`` on, unless it is already told to. It then tells itself, every hour.

    So too with what the rooms want done time and again: the tasks that the setting ``TIME_AND_AGAIN`` names.
    """
    do_again(task=tidy_up, at=again)
    for named in settings.TIME_AND_AGAIN:
        do_again(task=import_string(named), at=again)


def do_again(*, task: Task[..., Any], at: datetime) -> None:
    """Let the worker do a task that takes no arguments from ``at`` on, unless it is already told to."""
    if not DBTaskResult.objects.filter(task_path=task.module_path, status="READY").exists():
        task.using(run_after=at).enqueue()


@task()
def tidy_up() -> None:
    """Forget what is over, and come back in an hour."""
    now = timezone.now()
    forget(now=now)
    keep_house(again=now + EVERY)
