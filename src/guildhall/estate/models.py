"""The estate's records. Private to this room: the rooms above come in by the door."""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone


class Accounts(BaseUserManager["Account"]):
    """Opens and finds accounts by email address, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "Account":
        account = self.model(email=email.strip().casefold(), **more)
        account.set_password(password)
        account.save(using=self._db, force_insert=True)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").strip().casefold())


class Account(AbstractBaseUser):
    """Somebody who logs in: staff, for now. Residents need no account."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True)
    display_name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    def __str__(self) -> str:
        return self.display_name

    @property
    def reference(self) -> str:
        """The opaque reference that events and records name this account by."""
        return f"account/{self.id.hex}"

    @staticmethod
    def id_in(reference: str) -> UUID:
        """The key in a reference. Raises `ValueError` when it is not an account's."""
        kind, _, key = reference.partition("/")
        if kind != "account":
            raise ValueError(f"Not an account: {reference!r}")
        return UUID(hex=key)


class RoleHeld(models.Model):
    """An account holds a role, in one team or (`""`) in all, from a moment until another."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=30)
    team = models.CharField(max_length=60, blank=True, default="")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "team"],
                condition=models.Q(until__isnull=True),
                name="estate_role_held_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.team}".strip()


class Closure(models.Model):
    """A day, or a part of it, on which the council, or one of its offices, is closed for its own reason. Times are local.

    One that was recorded by mistake stays, with who took it back, when and why; it closes nothing any more.
    """

    day = models.DateField()
    since = models.TimeField(null=True, blank=True)
    until = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    reason_cy = models.CharField(max_length=200, blank=True, default="")
    office = models.CharField(max_length=60, blank=True, default="")
    taken_back_by = models.CharField(max_length=100, blank=True, default="")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "office"], condition=models.Q(taken_back_at=None), name="estate_closed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.office}".strip()


class CountedBy(models.Model):
    """By what the council's profile says dates were counted from a moment on: its nation, hours and closures, as JSON."""

    told = models.TextField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.since.isoformat()


class StoredFile(models.Model):
    """A file that somebody sent, cleaned; its content lies on the disk under a random name."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    original_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField(help_text="bytes, after cleaning")
    sha256 = models.CharField(max_length=64)
    stored_by = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, help_text="the way in by which it came")
    stored_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The opaque reference that records name this file by."""
        return f"file/{self.id.hex}"


class Tries(models.Model):
    """How often something was tried in one stretch of time (see `rate.py`)."""

    key = models.CharField(primary_key=True, max_length=64)
    ends = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return str(self.count)
