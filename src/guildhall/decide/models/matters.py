"""Matters followed over meetings, and what was planned to be decided of them."""

from django.db import models
from django.db.models import Q

from guildhall.decide.models.bodies import Organization, Person, Post
from guildhall.decide.models.record import Cited, Kept, Published, in_order, one_of

MATTERS = (
    "strategy",
    "policy",
    "budget",
    "service",
    "land",
    "contract",
    "appointment",
    "constitution",
    "petition",
    "other",
)


class Matter(Cited, Published):
    """Something that is followed from its first mention to what became of it, over however many meetings.

    ``title_key`` is the title without case and accents. ``listed_on`` is the day on which it was first heard of.
    """

    kind = models.CharField(max_length=20, default="other")
    title = models.CharField(max_length=400)
    title_cy = models.CharField(max_length=400, blank=True)
    title_key = models.CharField(max_length=400)
    summary = models.TextField(blank=True)
    summary_cy = models.TextField(blank=True)
    listed_on = models.DateField()

    class Meta:
        constraints = [one_of("kind", MATTERS, "decide_kind_of_matter")]
        indexes = [
            models.Index(fields=["title_key"], name="decide_matter_by_title"),
            models.Index(fields=["-listed_on", "-id"], name="decide_matter_newest"),
        ]


class MatterWard(Kept):
    """A matter touches a ward."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="wards")
    ward = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "ward"], name="decide_ward_of_matter_once")]
        indexes = [models.Index(fields=["ward", "-matter"], name="decide_matters_of_ward")]

    def __str__(self) -> str:
        return self.ward


class MatterRelation(Kept):
    """How one matter stands to another: it replaces it, aligns with it, or is merely related."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="related_from")
    kind = models.CharField(max_length=10)

    class Meta:
        constraints = [
            one_of("kind", ("replaces", "aligns", "related"), "decide_kind_of_relation"),
            models.UniqueConstraint(fields=["matter", "other"], name="decide_related_once"),
            models.CheckConstraint(condition=~Q(matter=models.F("other")), name="decide_not_related_to_itself"),
        ]

    def __str__(self) -> str:
        return self.kind


class PlanEntry(Cited, Published):
    """One line of the forward plan: what will be decided of a matter, by whom, and when.

    ``key_because`` is why it is a key decision, or why it is none although the rule says so.
    ``due_from`` to ``due_until`` is a span, because plans often name a month only. ``amount`` is the most that it may spend or save,
    in whole pence; ``threshold`` from how much on that was significant, in whole pounds, as plans have it. ``private``: it is
    intended to be decided in private, and ``private_because`` says why. ``first_published_on`` is as the council printed it.
    ``consulted_until`` is the last day on which people may say what they think of it.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="plan_entries")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="plan_entries")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="plan_entries")
    what = models.TextField(blank=True)
    what_cy = models.TextField(blank=True)
    due_from = models.DateField()
    due_until = models.DateField()
    is_key = models.BooleanField(null=True)
    key_because = models.TextField(blank=True)
    amount = models.PositiveBigIntegerField(null=True)
    threshold = models.PositiveBigIntegerField(null=True)
    private = models.BooleanField(default=False)
    private_because = models.TextField(blank=True)
    lead_officer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="leads")
    lead_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="leads")
    consulted = models.TextField(blank=True)
    consulted_until = models.DateField(null=True)
    documents = models.TextField(blank=True)
    first_published_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "plan entries"
        constraints = [
            in_order("due_from", "due_until", "decide_plan_in_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""), name="decide_plan_withdrawn_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["due_from", "id"], name="decide_plan_by_day")]
