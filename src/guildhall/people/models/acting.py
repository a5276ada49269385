"""Who acts for whom, on which basis, and how far."""

from django.db import models

from guildhall.people.models.parties import Party


class Representation(models.Model):
    """One party acts for another: ``agent`` for ``principal``, on a basis, within a scope, with certain powers, for a time.

    ``scope`` and ``powers`` are lists of codes and references, in canonical JSON; an empty scope is every matter. ``wording``
    is what was read or shown to the principal, word for word. ``evidence`` is a reference to a file, or empty. ``code`` is that by
    which the principal finds it and ends it themselves; empty for what began before there were any.
    """

    principal = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="represented_by")
    agent = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="acts_for")
    basis = models.CharField(max_length=20)
    scope = models.TextField(default="[]")
    powers = models.TextField()
    wording = models.TextField(blank=True)
    language = models.CharField(max_length=3, blank=True)
    evidence = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=20, blank=True, default="")
    channel = models.CharField(max_length=10)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="when the principal was told that it stands")
    withdrawn_by = models.CharField(max_length=100, blank=True)
    withdrawn_on = models.CharField(max_length=10, blank=True, help_text="the channel on which it was withdrawn")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["principal", "-since"], name="people_acting_principal"),
            models.Index(fields=["agent", "-since"], name="people_acting_agent"),
            models.Index(fields=["code"], condition=~models.Q(code=""), name="people_acting_code"),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} for {self.principal_id}"


class Officeholder(models.Model):
    """As which party somebody with an account acts for others by their office: a councillor."""

    account = models.CharField(max_length=100, unique=True)
    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="holds_office")

    def __str__(self) -> str:
        return self.account
