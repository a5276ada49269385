"""What may be decided by the holder of a post on behalf of a body, on which terms, and each use made of that."""

from django.db import models
from django.db.models import Q

from guildhall.decide.models.bodies import Organization, Person, Post
from guildhall.decide.models.decisions import Decision, Resolution
from guildhall.decide.models.exhibits import Exhibit
from guildhall.decide.models.meetings import AgendaItem
from guildhall.decide.models.record import Cited, Kept, Published, in_order, one_of


class Delegation(Cited, Published):
    """A power given to a post. ``decision`` and ``resolution`` are what gave it; without them, the council's standing scheme did.

    One that stands in a recommendation is inert until whoever was recommended to resolves it: worked out, never kept.
    ``starts_when`` and ``ends_when`` are as the paragraph has them, where it names an event and not a day.
    """

    holder = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="delegated")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="delegations")
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, null=True, related_name="delegations")
    scheme = models.CharField(max_length=200, blank=True, help_text="where it stands in the council's standing scheme")
    scope = models.TextField()
    scope_cy = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    starts_when = models.TextField(blank=True)
    ends_on = models.DateField(null=True)
    ends_when = models.TextField(blank=True)
    revoked_on = models.DateField(null=True)
    revoked_by = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="revoked_delegations")

    class Meta:
        constraints = [
            in_order("starts_on", "ends_on", "decide_delegation_in_order"),
            models.CheckConstraint(condition=~Q(scope=""), name="decide_delegation_has_a_scope"),
            models.CheckConstraint(
                condition=Q(decision__isnull=False) | ~Q(scheme=""), name="decide_delegated_by_something"
            ),
            models.CheckConstraint(
                condition=Q(resolution__isnull=True) | Q(decision__isnull=False), name="decide_paragraph_has_a_decision"
            ),
        ]
        indexes = [models.Index(fields=["holder", "id"], name="decide_delegations_of_post")]


class DelegationTerm(Kept):
    """A ground on which a delegation may be used, a condition, or somebody to be consulted first (by their post, where known)."""

    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_cy = models.TextField(blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("kind", ("ground", "condition", "consultee"), "decide_kind_of_term"),
            models.UniqueConstraint(fields=["delegation", "kind", "place"], name="decide_term_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"


class DelegationUse(Cited, Published):
    """Somebody used a delegation: who, when, why it lies within its scope, what changed, and to whom it was reported.

    Whether it lies within scope no machine can judge: ``within_scope_because`` is the reason of ``judged_by``, a named officer.
    Where the power begins or ends with an event, ``begun_because`` says how that had happened by then, ``unended_because`` how it had not.
    ``before`` and ``after`` are both texts, kept as exhibits; ``decision`` is the officer's decision, where there is one.
    """

    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="uses")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="delegation_uses")
    used_at = models.DateTimeField()
    title = models.CharField(max_length=400)
    title_cy = models.CharField(max_length=400, blank=True)
    what_changed = models.TextField()
    within_scope_because = models.TextField()
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_by_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    begun_because = models.TextField(blank=True)
    unended_because = models.TextField(blank=True)
    before = models.ForeignKey(Exhibit, on_delete=models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Exhibit, on_delete=models.PROTECT, null=True, related_name="+")
    reported_to = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="+")
    reported_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(within_scope_because=""), name="decide_use_within_scope_because"),
            models.CheckConstraint(
                condition=Q(judged_by__isnull=False) | Q(judged_by_post__isnull=False),
                name="decide_use_judged_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["delegation", "-used_at"], name="decide_uses_of_delegation")]


class FormerText(Kept):
    """A text that a published use of a delegation was said to have, before that was put right. It stays to be read beside the new one."""

    use = models.ForeignKey(DelegationUse, on_delete=models.PROTECT, related_name="former_texts")
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["use", "exhibit"], name="decide_former_text_once")]

    def __str__(self) -> str:
        return f"{self.exhibit_id}"


class DelegationUseTerm(Kept):
    """How one of the terms was met in a use: this ground applied, that condition was kept, they were consulted on that day."""

    use = models.ForeignKey(DelegationUse, on_delete=models.PROTECT, related_name="met")
    term = models.ForeignKey(DelegationTerm, on_delete=models.PROTECT, related_name="met")
    how = models.TextField()
    on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["use", "term"], name="decide_term_met_once"),
            models.CheckConstraint(condition=~Q(how=""), name="decide_term_met_how"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id}"
