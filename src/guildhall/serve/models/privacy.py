"""What the law asks for people's records: what is held, what was erased, what was asked for and how it was decided, who looked."""

from django.db import models
from django.db.models import Q

from guildhall.serve.models.cases import Case


class Hold(models.Model):
    """Nothing of a person or of a case may be erased, for a reason, until somebody lifts it. ``subject`` is a reference."""

    subject = models.CharField(max_length=100)
    reason = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    lifted_by = models.CharField(max_length=100, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="serve_hold_newest"),
            models.Index(fields=["subject"], name="serve_hold_of_subject"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(lifted_at=None), name="serve_held_once"),
        ]


class RightsRequest(models.Model):
    """Somebody asked, in a case, to see what we hold about them (``access``) or to have it erased (``erasure``).

    ``party`` is who asks, once somebody has said which record is theirs; ``known_by`` is by what we knew that it is them.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="rights_request")
    kind = models.CharField(max_length=10)
    party = models.CharField(max_length=100)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    known_by = models.CharField(max_length=20, blank=True)
    known_at = models.DateTimeField(null=True)
    known_to = models.CharField(max_length=100, blank=True, help_text="the account of whoever saw the proof")
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="serve_rights_newest")]


class Considered(models.Model):
    """One record that a request is about: what was proposed and why, as codes; and what an officer decided.

    ``record`` is its reference. ``leave_out`` holds further words about others that an officer took out, in canonical JSON;
    ``why`` what they wrote of their decision.
    """

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="considered")
    record = models.CharField(max_length=100)
    proposed = models.CharField(max_length=12)
    because = models.CharField(max_length=40)
    decided = models.CharField(max_length=12, blank=True)
    why = models.TextField(blank=True)
    leave_out = models.TextField(default="[]")
    by = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "record"], name="serve_considered_once")]


class Release(models.Model):
    """What somebody was given to see, word for word, in canonical JSON with its hash: once, by whom and when."""

    request = models.OneToOneField(RightsRequest, on_delete=models.CASCADE, related_name="release")
    pack = models.TextField()
    hash = models.CharField(max_length=64)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Tombstone(models.Model):
    """A record was erased: what sort it was, its dates, by which rule or decision. Nothing of what stood in it.

    ``rule`` is a code; ``because`` the words of the rule or of the decision; ``emptied`` how many rows of each sort, as JSON.
    """

    kind = models.CharField(max_length=12)
    record = models.CharField(max_length=100)
    service = models.CharField(max_length=100, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    rule = models.CharField(max_length=20)
    because = models.TextField(blank=True)
    emptied = models.TextField(default="{}")
    request = models.ForeignKey(RightsRequest, on_delete=models.SET_NULL, null=True, related_name="tombstones")
    by = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="serve_tombstone_newest"),
            models.Index(fields=["record"], name="serve_tombstone_of_record"),
        ]


class Unerased(models.Model):
    """The period of a record is over, and it could not be erased: since when, and what sort of fault that was, as a code.

    ``record`` is its reference. It is tried again every night; ``over_at`` says when it went after all, or need not go.
    """

    record = models.CharField(max_length=100)
    fault = models.CharField(max_length=60)
    since = models.DateTimeField()
    tried_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record"], condition=Q(over_at=None), name="serve_unerased_once")
        ]


class CaseLook(models.Model):
    """Somebody of the staff looked at what stands in a case: who, when, and on which page."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="looks")
    by = models.CharField(max_length=100)
    page = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-at", "-id"], name="serve_case_look_newest")]
