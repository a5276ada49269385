"""That two parties may be one person: proposed with reasons, decided by somebody, and what is put right after a link was retracted."""

from django.db import models
from django.db.models import Q

from guildhall.people.models.identity import IdentityLink
from guildhall.people.models.parties import Party


class Proposal(models.Model):
    """Two parties may be one person. ``one`` has the lower key. ``reasons`` are codes, for and against, in canonical JSON.

    ``settled_at`` repeats the moment of the last verdict, or of the last comparison where that found them likely no more, and is
    empty while somebody has to decide. ``put_off_until`` is when it is shown again.
    """

    one = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    points = models.SmallIntegerField()
    reasons = models.TextField(default="[]")
    proposed_at = models.DateTimeField()
    put_off_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="people_proposed_once")]
        indexes = [
            models.Index(fields=["other"], name="people_proposal_other"),
            models.Index(fields=["-points", "id"], condition=Q(settled_at=None), name="people_proposal_open"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} may be {self.other_id}"


class Verdict(models.Model):
    """What somebody said of a proposal: ``same``, ``different`` or ``later``, with the reasons as they then stood."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="verdicts")
    said = models.CharField(max_length=10)
    reasons = models.TextField(default="[]")
    why = models.CharField(max_length=200, blank=True)
    link = models.ForeignKey(IdentityLink, on_delete=models.CASCADE, null=True, related_name="verdicts")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.said}: {self.proposal_id}"


class Attribution(models.Model):
    """Whose a record is that was made while two parties were taken for one person, as somebody said after the link was retracted.

    ``record`` is its reference, ``was`` the party it was kept for, ``whose`` the party it is kept for from then on: the same
    where it stays as it stands.
    """

    link = models.ForeignKey(IdentityLink, on_delete=models.CASCADE, related_name="attributions")
    record = models.CharField(max_length=60)
    was = models.CharField(max_length=100)
    whose = models.CharField(max_length=100)
    why = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["link", "record"], name="people_attribution_of_link")]

    def __str__(self) -> str:
        return f"whose {self.record} is"
