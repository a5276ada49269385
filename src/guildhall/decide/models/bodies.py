"""Who decides: bodies with their span of life, posts apart from the people who hold them, and who belongs to what."""

from django.db import models
from django.db.models import Q

from guildhall.decide.models.record import Cited, Kept, in_order, one_of

BODIES = (
    "council",
    "executive",
    "scrutiny",
    "committee",
    "sub-committee",
    "panel",
    "joint",
    "group",
    "directorate",
    "other",
)
"""Sorts of body. A ``group`` is a political group; a ``directorate`` is a part of the council's staff."""


class Organization(Cited):
    """A body of the council: Full Council, the executive, a committee, a group. ``code`` stands in references: `FC`.

    ``name_key`` is the name without case and accents, by which it is found again. ``successor`` is what took its place.
    ``named_since`` is the day from which it has its name, where it had another before (see ``FormerName``).
    """

    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=20, default="other")
    name = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200)
    remit = models.TextField(blank=True)
    remit_cy = models.TextField(blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    founded_on = models.DateField(null=True)
    dissolved_on = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")
    named_since = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("kind", BODIES, "decide_kind_of_body"),
            in_order("founded_on", "dissolved_on", "decide_body_founded_first"),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("id")), name="decide_body_not_its_own_heir"
            ),
        ]
        indexes = [models.Index(fields=["name_key"], name="decide_body_by_name")]


class Post(Cited):
    """An office or a job, whoever holds it: Leader of the Council, Group Head of Corporate Support.

    ``succeeds`` is the post that this one took the place of. What was delegated to that one is not this one's until it is given.
    """

    label = models.CharField(max_length=200)
    label_cy = models.CharField(max_length=200, blank=True)
    label_key = models.CharField(max_length=200)
    held_by = models.CharField(max_length=10, default="officer")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="posts")
    founded_on = models.DateField(null=True)
    dissolved_on = models.DateField(null=True)
    succeeds = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="succeeded_by")
    named_since = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("held_by", ("member", "officer"), "decide_held_by"),
            in_order("founded_on", "dissolved_on", "decide_post_founded_first"),
            models.CheckConstraint(
                condition=Q(succeeds__isnull=True) | ~Q(succeeds=models.F("id")), name="decide_post_not_its_own_heir"
            ),
        ]
        indexes = [models.Index(fields=["label_key"], name="decide_post_by_label")]


class Person(Cited):
    """Somebody in public office: an elected or co-opted member, or an officer who is named in the record.

    Their reference tells nothing of them. ``style`` is how they are addressed: Councillor, Councillor Dr. ``name_key`` is the
    name alone, without case and accents. ``ward`` is the one they were elected for.
    """

    kind = models.CharField(max_length=10, default="member")
    style = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    ward = models.CharField(max_length=100, blank=True)
    named_since = models.DateField(null=True)

    class Meta:
        constraints = [one_of("kind", ("member", "co-opted", "officer", "other"), "decide_kind_of_person")]
        indexes = [models.Index(fields=["name_key", "id"], name="decide_person_by_name")]


class Membership(Kept):
    """Somebody belongs to a body, or holds a post, from a day until another. Empty days are not known, not "always"."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="memberships")
    role = models.CharField(max_length=20, default="member")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    made_by = models.CharField(max_length=80, blank=True, help_text="the decision that appointed them")

    class Meta:
        constraints = [
            one_of(
                "role", ("member", "chair", "vice-chair", "substitute", "co-opted", "holder"), "decide_role_in_body"
            ),
            in_order("since", "until", "decide_membership_in_order"),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | Q(post__isnull=False), name="decide_belongs_to_something"
            ),
            models.UniqueConstraint(
                fields=["person", "organization", "role"],
                condition=Q(until__isnull=True, post__isnull=True),
                name="decide_belongs_once",
            ),
            models.UniqueConstraint(
                fields=["person", "post"], condition=Q(until__isnull=True, post__isnull=False), name="decide_holds_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class FormerName(Kept):
    """What a body, a post or somebody was called until a day, and with it, before another name took this one's place.

    ``subject`` is its reference, which no new name changes. ``style`` is how somebody was addressed.
    """

    subject = models.CharField(max_length=80)
    style = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200)
    until = models.DateField()
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "until"], name="decide_one_name_a_day"),
            models.CheckConstraint(condition=~Q(reason=""), name="decide_renamed_for_a_reason"),
        ]
        indexes = [models.Index(fields=["name_key"], name="decide_by_former_name")]

    def __str__(self) -> str:
        return self.name
