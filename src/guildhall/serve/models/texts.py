"""Text blocks: paragraphs that a team writes often, and every version of them."""

from django.db import models
from django.db.models import Q


class TextBlock(models.Model):
    """A named paragraph for letters and notes; ``team`` is whose it is, empty where it is everybody's."""

    name = models.CharField(max_length=100)
    team = models.CharField(max_length=100, blank=True)
    begun_by = models.CharField(max_length=100)
    begun_at = models.DateTimeField()
    set_aside_by = models.CharField(max_length=100, blank=True)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "name"], condition=Q(set_aside_at=None), name="serve_one_text_block_of_a_name"
            )
        ]


class TextBlockVersion(models.Model):
    """The words of a text block from one moment on, with holes in braces. ``welsh`` is empty where nobody has written it."""

    block = models.ForeignKey(TextBlock, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    english = models.TextField()
    welsh = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["block", "number"], name="serve_one_text_a_number")]
