"""Whom the council deals with, where they live, how they can be reached, and what they need."""

from uuid import UUID, uuid4

from django.db import models
from django.utils import timezone


class Party(models.Model):
    """A person, an organisation, or somebody of whom we do not know which.

    ``language`` is the one they wish to be spoken and written to in, empty where nobody asked. ``guarded`` says that a protection
    is in force for them, or for another party that is the same person; it changes only together with those records.
    ``compared_at`` is when it was last looked for others who may be the same person, empty from every change until then.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=300, blank=True)
    born_on = models.DateField(null=True)
    language = models.CharField(max_length=3, blank=True, default="")
    guarded = models.BooleanField(default=False)
    registered_at = models.DateTimeField(default=timezone.now)
    compared_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True, help_text="when what was known of them was erased")

    class Meta:
        verbose_name_plural = "parties"
        indexes = [
            models.Index(fields=["id"], condition=models.Q(compared_at=None), name="people_party_to_compare"),
            models.Index(fields=["born_on"], condition=models.Q(born_on__isnull=False), name="people_party_born"),
            models.Index(fields=["id"], condition=models.Q(guarded=True), name="people_party_guarded"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The opaque reference that events and records name this party by."""
        return f"party/{self.id.hex}"

    @staticmethod
    def id_in(reference: str) -> UUID:
        """The key in a reference. Raises `ValueError` when it is not a party's."""
        kind, _, key = reference.partition("/")
        if kind != "party":
            raise ValueError(f"Not a party: {reference!r}")
        return UUID(hex=key)


class NameWord(models.Model):
    """One word of a party's name as it is searched: without case or accents, by its beginning, and by its sound."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="name_words")
    word = models.CharField(max_length=60)
    start = models.CharField(max_length=3)
    sound = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "word"], name="people_name_word_once")]
        indexes = [
            models.Index(fields=["word", "party"], name="people_name_word"),
            models.Index(fields=["start", "party"], name="people_name_start"),
            models.Index(fields=["sound", "party"], name="people_name_sound"),
        ]

    def __str__(self) -> str:
        return f"a word of {self.party_id}"


class ContactPoint(models.Model):
    """A way to reach a party, from when it was given until it was replaced.

    ``safe_to_use`` is null when nobody asked. ``may_leave_message`` is whether something may be said to a machine, or to
    whoever else answers.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=5)
    value = models.CharField(max_length=500, help_text="as it was given")
    found_by = models.CharField(max_length=500, help_text="in the one form that is searched")
    verified_at = models.DateTimeField(null=True)
    safe_to_use = models.BooleanField(null=True)
    may_leave_message = models.BooleanField(null=True)
    preferred = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "found_by"], name="people_contact_found_by")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.party_id}"


class Residence(models.Model):
    """Where a party lives, from when until when: a fixed address, no fixed one, a refuge, or not known.

    No fixed address is an answer and not a blank: ``near`` tells in their own words where they mostly stay.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="residences")
    kind = models.CharField(max_length=10)
    line1 = models.CharField(max_length=200, blank=True)
    line2 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=200, blank=True)
    county = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    near = models.CharField(max_length=200, blank=True)
    found_by = models.CharField(max_length=220, blank=True, help_text="the first line in the one form that is searched")
    street = models.CharField(max_length=220, blank=True, default="", help_text="the same, without flat and number")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["postcode", "party"], name="people_residence_postcode"),
            models.Index(fields=["uprn"], name="people_residence_uprn"),
            models.Index(fields=["found_by", "party"], condition=~models.Q(found_by=""), name="people_residence_line"),
            models.Index(fields=["street", "party"], condition=~models.Q(street=""), name="people_residence_street"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} residence of {self.party_id}"


class Change(models.Model):
    """What somebody has one of at a time was written over while they were taken for one with another: what it was, and is.

    ``what`` is ``name``, ``birth``, ``language``, ``spoken`` by their interpreter, the way ``preferred``, or a mark of a way to reach
    them: ``safe``, ``message``. Kept as long as a link
    of theirs stands or is to be reviewed, so that it can be given to the other, and what stood before can stand again.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10)
    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, null=True, related_name="changes")
    was = models.CharField(max_length=300, blank=True)
    now = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} of {self.party_id}"


class Need(models.Model):
    """What somebody needs so that we can understand one another: large print, text instead of voice, an interpreter.

    ``language`` is the interpreter's, where there is one. A need is ended, never deleted.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="needs")
    code = models.CharField(max_length=20)
    language = models.CharField(max_length=12, blank=True, default="")
    by = models.CharField(max_length=100)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "code"], condition=models.Q(until__isnull=True), name="people_need_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.party_id}"


class Belonging(models.Model):
    """A person speaks for, works for, or belongs to an organisation."""

    person = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="belongs_to")
    organisation = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(max_length=100, blank=True)
    by = models.CharField(max_length=100)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(until__isnull=True),
                name="people_belongs_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} of {self.organisation_id}"
