"""Bodies, posts, people and published meetings that were entered before are found by a search, as those are from now on."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations
from guildhall.decide.finding import STANDING, marks_of
from guildhall.kernel.clocks import local


def let_find(apps: Any, _: Any) -> None:
    """Let each of them be found that is not found yet, by its name, the names that it had, and a ward."""
    findable, word = apps.get_model("decide", "Findable"), apps.get_model("decide", "FindableWord")
    there = set(findable.objects.values_list("subject", flat=True))
    for reference, title, title_cy, day, also in _found(apps):
        if reference not in there:
            row = findable.objects.create(
                subject=reference, kind=reference.partition("/")[0], title=title, title_cy=title_cy, day=day
            )
            marks = marks_of((title, title_cy, *also))
            word.objects.bulk_create([word(findable=row, word=mark, day=day) for mark in marks])


def _found(apps: Any) -> Iterator[tuple[str, str, str, Any, list[str]]]:
    once: dict[str, list[str]] = {}
    for each in apps.get_model("decide", "FormerName").objects.all():
        once.setdefault(each.subject, []).extend((each.name, each.name_cy))
    for each in apps.get_model("decide", "Organization").objects.all():
        yield each.reference, each.name, each.name_cy, STANDING, once.get(each.reference, [])
    for each in apps.get_model("decide", "Post").objects.all():
        yield each.reference, each.label, each.label_cy, STANDING, once.get(each.reference, [])
    for each in apps.get_model("decide", "Person").objects.all():
        called = f"{each.style} {each.name}".strip()
        welsh = called.replace("Councillor", "Cynghorydd")
        yield each.reference, called, welsh, STANDING, [each.ward, *once.get(each.reference, [])]
    held = apps.get_model("decide", "Meeting").objects.exclude(published_at=None).select_related("organization")
    for each in held.iterator():
        body = each.organization
        day = each.day or local(each.published_at).date()
        title, title_cy = each.title or body.name, each.title_cy or body.name_cy
        yield each.reference, title, title_cy, day, [body.name, body.name_cy, *once.get(body.reference, [])]


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0013_events_that_begin_and_end_a_power"),
    ]

    operations = [
        migrations.RunPython(let_find, migrations.RunPython.noop),
    ]
