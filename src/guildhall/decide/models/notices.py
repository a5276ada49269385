"""Notices that the law asks for before and after a decision."""

from django.db import models
from django.db.models import Q

from guildhall.decide.models.bodies import Person, Post
from guildhall.decide.models.decisions import Decision
from guildhall.decide.models.matters import PlanEntry
from guildhall.decide.models.meetings import Meeting
from guildhall.decide.models.record import Cited, Published, one_of

NOTICES = (
    "key-decision",  # 28 clear days before: SI 2012/2089, regulation 9
    "general-exception",  # 5 clear days before: regulation 10
    "special-urgency",  # agreed by the chair of scrutiny: regulation 11
    "private-meeting",  # 28 clear days before: regulation 5(2)
    "private-reasons",  # 5 clear days before, with what was said against: regulation 5(4)
    "private-urgency",  # agreed that it cannot be deferred: regulation 5(6)
    "meeting",  # that it will be held, with its agenda
    "decision",  # what was decided: regulations 12 and 13
)


class Notice(Cited, Published):
    """A notice: of what kind, on what, and who agreed to it where somebody must. Its text is its publications'.

    ``number`` is its own, as printed. ``representations`` is what was said against meeting in private, and ``answer`` what to that.
    """

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=60, blank=True)
    plan_entry = models.ForeignKey(PlanEntry, on_delete=models.PROTECT, null=True, related_name="notices")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="notices")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="notices")
    reasons = models.TextField(blank=True)
    reasons_cy = models.TextField(blank=True)
    told = models.TextField(blank=True, help_text="who was informed, as the rule for this notice asks")
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True)
    representations = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("kind", NOTICES, "decide_kind_of_notice"),
            models.CheckConstraint(
                condition=Q(plan_entry__isnull=False) | Q(meeting__isnull=False) | Q(decision__isnull=False),
                name="decide_notice_of_something",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("special-urgency", "private-urgency"))
                | Q(agreed_by__isnull=False)
                | Q(agreed_by_post__isnull=False),
                name="decide_urgency_is_agreed",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("general-exception", "special-urgency", "private-urgency")) | ~Q(reasons=""),
                name="decide_urgency_has_reasons",
            ),
        ]
        indexes = [models.Index(fields=["kind", "published_at"], name="decide_notices_of_kind")]
