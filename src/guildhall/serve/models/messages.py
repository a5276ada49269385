"""What people were sent."""

from django.db import models

from guildhall.serve.models.cases import Case


class Message(models.Model):
    """What somebody was sent, word for word: email goes by SMTP; texts and letters wait in the outbox."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="messages")
    kind = models.CharField(max_length=10)
    to = models.TextField()
    language = models.CharField(max_length=3)
    subject = models.TextField(blank=True)
    body = models.TextField()
    rendered_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["-rendered_at", "-id"], name="serve_message_newest")]
