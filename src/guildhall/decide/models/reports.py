"""Papers before a meeting: reports, who wrote them, and what of any record is withheld and why."""

from django.db import models
from django.db.models import Q

from guildhall.decide.models.bodies import Person, Post
from guildhall.decide.models.meetings import AgendaItem
from guildhall.decide.models.record import Cited, Kept, Published, in_order, one_of

PARAGRAPHS = ("1", "2", "3", "4", "5", "6", "7", "confidential")
"""Of Part 1 of Schedule 12A to the Local Government Act 1972, in England; or confidential under its section 100A(3)."""


class Report(Cited, Published):
    """A paper on an agenda item: the report itself, an appendix, a supplement. Its versions are its publications.

    ``file`` is a stored file's reference. ``late_because`` is why it came after the agenda. ``place`` is its order at the item.
    Holds open text only: what is exempt stands in a ``Restriction``.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=12, default="report")
    place = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=400)
    title_cy = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    text_cy = models.TextField(blank=True)
    file = models.CharField(max_length=80, blank=True)
    address = models.URLField(max_length=500, blank=True, help_text="where a page that was brought in says it lies")
    late_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("kind", ("report", "appendix", "supplement", "background", "minutes"), "decide_kind_of_report"),
            models.UniqueConstraint(fields=["item", "place"], name="decide_report_place_once"),
        ]


class ReportAuthor(Kept):
    """Whose a report is: the post in whose name it stands, who wrote it, introduced it or presented it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="authors")
    part = models.CharField(max_length=10)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="reports")

    class Meta:
        constraints = [
            one_of("part", ("of", "author", "introduced", "presented", "contact"), "decide_part_in_report"),
            models.CheckConstraint(
                condition=Q(post__isnull=False) | Q(person__isnull=False), name="decide_report_is_somebodys"
            ),
            models.UniqueConstraint(
                fields=["report", "part", "post"], condition=Q(person__isnull=True), name="decide_post_of_report_once"
            ),
            models.UniqueConstraint(
                fields=["report", "part", "person"], condition=Q(post__isnull=True), name="decide_person_of_report_once"
            ),
        ]

    def __str__(self) -> str:
        return self.part


class Restriction(Kept):
    """A part of a record that the public may not see, under which paragraph, and why that is in the public interest.

    ``subject`` is the record's reference, ``part`` what of it: Appendix B. That it is withheld, and why, is public with the
    record. ``text`` and ``file`` are the exempt matter itself, and stand nowhere else: nothing that shows a record can show them
    by oversight. Once lifted, they are open.
    """

    subject = models.CharField(max_length=80)
    part = models.CharField(max_length=200, blank=True)
    paragraph = models.CharField(max_length=12)
    public_interest = models.TextField()
    text = models.TextField(blank=True)
    file = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    review_on = models.DateField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=80, blank=True)
    lifted_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("paragraph", PARAGRAPHS, "decide_paragraph_of_schedule_12a"),
            models.CheckConstraint(condition=~Q(public_interest=""), name="decide_restriction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_why=""), name="decide_restriction_lifted_why"
            ),
            in_order("made_at", "lifted_at", "decide_restriction_in_order"),
        ]
        indexes = [
            models.Index(fields=["subject"], name="decide_restrictions_of"),
            models.Index(
                fields=["review_on", "id"], condition=Q(lifted_at__isnull=True), name="decide_restrictions_to_review"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph} {self.subject}"
