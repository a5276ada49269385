"""Where background work is written down: one row, in the same transaction as the record it belongs to."""

from typing import Any
from uuid import uuid4

from django.utils.functional import SimpleLazyObject
from django.utils.timezone import now
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max

from guildhall.estate import prepared


class Written(DatabaseBackend):
    """The database's own backend, by a statement that is written once. The task was proved sound when it was declared."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Write a task down. The worker finds it. How it stands is worked out for whoever looks at what this gives."""
        row = {
            "id": uuid4(),
            "enqueued_at": now(),
            "args_kwargs": {"args": args, "kwargs": kwargs},
            "priority": task.priority,
            "task_path": task.module_path,
            "queue_name": task.queue_name,
            "run_after": task.run_after or get_date_max(),
            "backend_name": self.alias,
        }
        prepared.add(DBTaskResult, [row])
        return SimpleLazyObject(lambda: DBTaskResult(**row).task_result)
