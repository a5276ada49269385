"""What was decided on a case and told: determinations of what was applied for, stages of a complaint, and reopenings."""

from django.db import models

from guildhall.serve.models.cases import Case, Closure


class Determination(models.Model):
    """What was decided of something applied for: ``granted``, ``refused`` or ``partly``.

    ``reasons`` is canonical JSON: each a code, and words of the officer's that may be empty. ``law`` is the rule or law relied
    on. ``challenges`` is canonical JSON: each way to challenge it, by its code and the last local date (null where there is
    none). ``told`` is the whole of it in the words that the customer was told, in ``language``.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="determinations")
    outcome = models.CharField(max_length=10)
    words = models.TextField()
    reasons = models.TextField(default="[]")
    law = models.TextField(blank=True)
    challenges = models.TextField(default="[]")
    told = models.TextField()
    language = models.CharField(max_length=3)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class ComplaintStage(models.Model):
    """A stage of a complaint, the first or the second: who asked for it, how it was acknowledged and answered, word for word.

    ``channel`` is by which way they asked, ``because`` what they said. ``outcome`` is ``upheld``, ``partly`` or ``not-upheld``.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    because = models.TextField(blank=True)
    channel = models.CharField(max_length=10)
    begun_by = models.CharField(max_length=100, blank=True)
    begun_at = models.DateTimeField()
    acknowledgement = models.TextField(blank=True)
    acknowledged_by = models.CharField(max_length=100, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="serve_each_stage_once")]


class Reopening(models.Model):
    """A closed case was opened again, and the closure that this ended. Neither is ever taken away.

    ``reason`` is ``disagreed``, ``new-facts``, ``mistake`` or ``stage-2``; ``told`` what the customer was told. ``clock`` is
    ``continues`` where the old promise runs on, ``new`` where a new one was given, ``none`` where only a term of the law runs.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reopenings")
    closure = models.OneToOneField(Closure, on_delete=models.CASCADE, related_name="reopening")
    reason = models.CharField(max_length=10)
    told = models.TextField()
    clock = models.CharField(max_length=10)
    by = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
