"""What people were sent, in which words; and what they wrote back by email."""

from django.db import models

from guildhall.serve.models.cases import Case, Task
from guildhall.serve.models.contacts import Interaction


class Wording(models.Model):
    """A version of the words of a notice, from when it was first used. ``texts`` is canonical JSON; ``hash`` is its hash."""

    hash = models.CharField(max_length=64, unique=True)
    about = models.CharField(max_length=20)
    texts = models.TextField()
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["about", "-since"], name="serve_wording_newest")]


class Message(models.Model):
    """What somebody was sent, word for word, by one way; and what became of it.

    ``party`` is who was written to where that is not the customer of the case, or where it is about none; where both are empty,
    one of ours or somebody not known. ``kind`` is ``email``, ``sms``, ``letter`` or ``call``, which is a task for an advisor;
    or ``otherwise``: about no case, and no way is left, so that one of ours must tell it.
    ``wording`` is the version it was written in. ``instead_of`` is the message that failed or was stopped and whose place it
    takes. ``begun_at`` is set before it is handed to a sender and stays, so that it is never handed over twice. ``wished`` says
    that they gave this way for this matter themselves. A text ``urgent`` enough goes in quiet hours too; another is held until
    ``held_until``.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="messages")
    party = models.CharField(max_length=100, blank=True, default="")
    about = models.CharField(max_length=20, blank=True)
    wording = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=10)
    to = models.TextField()
    format = models.CharField(max_length=12, default="standard")
    language = models.CharField(max_length=3)
    subject = models.TextField(blank=True)
    body = models.TextField()
    told = models.TextField(
        blank=True, help_text="what was written for this message alone, of which the wording is the frame"
    )
    wished = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    instead_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="fallbacks")
    task = models.OneToOneField(Task, on_delete=models.SET_NULL, null=True, related_name="message")
    rendered_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    sender = models.CharField(max_length=10, blank=True)
    sender_reference = models.CharField(max_length=100, blank=True)
    delivered_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_reason = models.CharField(max_length=20, blank=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-rendered_at", "-id"], name="serve_message_newest"),
            models.Index(fields=["sender_reference"], name="serve_message_of_sender"),
            models.Index(
                fields=["party", "-rendered_at", "-id"], name="serve_message_to_party", condition=~models.Q(party="")
            ),
        ]

    @property
    def addressee(self) -> str:
        """The party who is written to, by its reference, or empty: the one name that stands on a letter."""
        return self.party or (self.case.customer if self.case else "")


class Arrival(models.Model):
    """An email that came in, and what was made of it. ``key`` is a hash by which the same one is known when it comes again.

    ``became`` is ``reply``, ``note``, ``unknown``, ``by-hand``, ``person``, ``automatic`` or ``bounce``. What was not put on a case
    waits until somebody has dealt with it, or has put it there ``by-hand``, or with the ``person`` whose the contact then is.
    ``files`` are references, in canonical JSON. ``interaction`` is the one contact that it was, on a case or not; null where a
    machine wrote, or where the answer that it became tells of it.
    """

    key = models.CharField(max_length=64, unique=True)
    became = models.CharField(max_length=10)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="arrivals")
    answers = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="arrivals")
    sender = models.CharField(max_length=320)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    files = models.TextField(default="[]")
    interaction = models.OneToOneField(Interaction, on_delete=models.SET_NULL, null=True, related_name="arrival")
    at = models.DateTimeField()
    dealt_with_at = models.DateTimeField(null=True)
    dealt_with_by = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [models.Index(fields=["became", "-at", "-id"], name="serve_arrival_newest")]
