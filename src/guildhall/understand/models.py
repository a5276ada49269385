"""How far events were carried to where they are counted, what measures came to by then, and who disagrees. Private to this room.

The files of events hold nothing that the ledger has not; a record here says which of them count. What measures came to holds nothing
that the files have not; it is kept so that a page need not ask them.
"""

from django.db import models


class Round(models.Model):
    """Once that events were carried. ``through`` is the latest moment of any event counted by its end, empty while it goes on.

    It is empty afterwards too where nothing was counted yet: all that was carried was put aside.
    """

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    through = models.DateTimeField(null=True)


class Extract(models.Model):
    """A file of events that counts: what is not written down here is not read.

    ``number`` orders them, and lets one writer alone write the next. ``sha256`` is that of the file.
    """

    number = models.PositiveIntegerField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="extracts")
    name = models.CharField(max_length=100, unique=True)
    events = models.PositiveIntegerField()
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    through = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()


class Aside(models.Model):
    """An event that was not counted, and why: ``repeated``, ``late`` or ``ahead``."""

    extract = models.ForeignKey(Extract, on_delete=models.CASCADE, related_name="asides")
    subject = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    type = models.CharField(max_length=80)
    at = models.DateTimeField()
    why = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "sequence"], name="understand_aside_once")]


class Rolled(models.Model):
    """A measure as it was worked out for pages, ``until`` the end of a local day. ``definition`` is a hash of what was asked."""

    measure = models.CharField(primary_key=True, max_length=100)
    until = models.DateField()
    definition = models.CharField(max_length=64)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="rolled")
    made_at = models.DateTimeField()


class Rollup(models.Model):
    """What was counted of a measure over a span of days, whole or of one part, before anything is withheld.

    ``grain`` is ``month`` where the whole is told, ``quarter`` where parts are; ``latest`` are the newest of them taken together.
    ``by`` is empty for the whole, ``part`` for what has none.
    """

    rolled = models.ForeignKey(Rolled, on_delete=models.CASCADE, related_name="rollups")
    grain = models.CharField(max_length=7)
    latest = models.BooleanField()
    first_day = models.DateField()
    last_day = models.DateField()
    by = models.CharField(max_length=10)
    part = models.CharField(max_length=210)
    count = models.BigIntegerField()
    hits = models.BigIntegerField(null=True)
    top = models.BigIntegerField(null=True)
    bottom = models.BigIntegerField(null=True)
    median = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rolled", "grain", "latest", "by", "first_day", "part"], name="understand_one_rollup"
            )
        ]


class Survey(models.Model):
    """What is known of areas from outside, as files had it that were taken up: the newest counts. No row of it tells of anybody.

    ``areas`` and ``needs`` are tables (CSV), ``boundaries`` is GeoJSON; the last two are empty where they were not given.
    """

    source = models.CharField(max_length=300)
    areas = models.TextField()
    needs = models.TextField(blank=True)
    boundaries = models.TextField(blank=True)
    taken_up_at = models.DateTimeField()


class Look(models.Model):
    """Once that what came was held beside what was to be expected, over whole months. There is one: the newest.

    ``definition`` is a hash of what was asked, of areas and services as they were; ``source`` says where what is known is from. ``high``
    is the canvas of its boundaries, ``unplaced`` the contacts in a hundred of which no ward is known.
    """

    first_day = models.DateField()
    last_day = models.DateField()
    definition = models.CharField(max_length=64)
    source = models.CharField(max_length=300)
    high = models.PositiveIntegerField()
    unplaced = models.PositiveSmallIntegerField()
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="looks")
    made_at = models.DateTimeField()


class LookedWard(models.Model):
    """What a look knew of a ward: who lives there, how deprived and connected it is where that is known, its boundary and middle.

    ``by_age`` has its people by band; ``deprived`` are those in the most deprived fifth of areas. ``rings`` are places on a canvas
    which is as high as its look says. What is not known is null, never nought.
    """

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="wards")
    ward = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    people = models.PositiveIntegerField()
    by_age = models.JSONField()
    deprived = models.PositiveIntegerField(null=True)
    connected = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    rings = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["look", "ward"], name="understand_ward_looked_at_once")]


class Reach(models.Model):
    """How many contacts a ward brought about a service (about any where it is empty) and how many were to be expected.

    ``enough`` says that so many were to be expected that something can be told. ``ratio`` is observed to expected, with the interval that
    holds it (95 %); null where nothing may or can be told. ``offered`` are the contacts to which an online way stood open, ``choosing``
    those of them that had another beside it, ``online`` those of these that took it.
    """

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="cells")
    service = models.CharField(max_length=80, blank=True)
    ward = models.CharField(max_length=40)
    observed = models.PositiveIntegerField()
    expected = models.FloatField()
    ratio = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    enough = models.BooleanField()
    withheld = models.BooleanField()
    flagged = models.BooleanField()
    offered = models.PositiveIntegerField()
    choosing = models.PositiveIntegerField()
    online = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["look", "service", "ward"], name="understand_one_reach")]


class Shortfall(models.Model):
    """By which way in a flagged ward brings fewer contacts than wards with as much need, and how many fewer (rounded to tens)."""

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="shortfalls")
    service = models.CharField(max_length=80, blank=True)
    ward = models.CharField(max_length=40)
    channel = models.CharField(max_length=10)
    fewer = models.PositiveIntegerField()
    usual = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["look", "service", "ward", "channel"], name="understand_one_shortfall")
        ]


class Opinion(models.Model):
    """That somebody disagrees in writing with how far a commitment is said to be kept: in which post, when, and their words.

    It stands beside the figures and changes none. ``withdrawn_at`` is when they took it back; then nobody reads it any more.
    """

    strategy = models.CharField(max_length=80)
    commitment = models.CharField(max_length=100)
    words = models.TextField()
    words_cy = models.TextField(blank=True)
    post = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["strategy", "commitment"], name="understand_opinions_on")]
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="understand_opinion_said")]
