"""The hooks' addresses, under /hooks."""

from django.urls import path

from guildhall.serve.desks.hooks import emails, receipts

urlpatterns = [
    path("hooks/notify", receipts.hear, name="hooks-notify"),
    path("hooks/email", emails.hear, name="hooks-email"),
]
"""Each address is given to the machine that uses it, with the secret by which it is known."""
