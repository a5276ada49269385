"""What officers keep beside their worklists: filters they saved, and acts that were done on many cases at once."""

from django.db import models
from django.db.models import Q

from guildhall.serve.models.cases import Case


class SavedFilter(models.Model):
    """Which cases somebody looks at often, under a name: theirs alone, or their ``team``'s. It stands until it was set aside.

    ``wanted`` is canonical JSON: codes only, never what somebody typed.
    """

    name = models.CharField(max_length=60)
    team = models.CharField(max_length=100, blank=True)
    wanted = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    set_aside_by = models.CharField(max_length=100, blank=True)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "name"], condition=Q(team="", set_aside_at=None), name="serve_filter_once_of_mine"
            ),
            models.UniqueConstraint(
                fields=["team", "name"],
                condition=~Q(team="") & Q(set_aside_at=None),
                name="serve_filter_once_of_team",
            ),
        ]


class BulkAct(models.Model):
    """One act on many cases, done together: ``assign``, ``note`` or ``close``.

    ``key`` was made when it was previewed, so that the same button pressed twice does it once. ``said`` is canonical JSON: to
    whom the cases were given, or the words that were written. It may be undone until ``undo_until``.
    """

    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10)
    said = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    undo_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["by", "-at", "-id"], name="serve_bulk_act_newest")]


class BulkActOn(models.Model):
    """What a bulk act did on one case, or why it did nothing there.

    ``refused`` is why it was not done, a code; ``made`` the number of the assignment, note or closure that it made.
    ``before_to`` and ``before_team`` are to whom the case was given until then. ``undone_at`` is when it was taken back;
    ``left`` is why it was not, a code.
    """

    act = models.ForeignKey(BulkAct, on_delete=models.CASCADE, related_name="cases")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="bulk_acts")
    refused = models.CharField(max_length=20, blank=True)
    made = models.BigIntegerField(null=True)
    before_to = models.CharField(max_length=100, blank=True)
    before_team = models.CharField(max_length=100, blank=True)
    undone_at = models.DateTimeField(null=True)
    left = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "case"], name="serve_once_in_a_bulk_act")]


class ShortcutsOff(models.Model):
    """Somebody wants no single-key shortcuts in their lists: who, and since when."""

    account = models.CharField(max_length=100, unique=True)
    at = models.DateTimeField()
