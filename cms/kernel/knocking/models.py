"""Knocks: how often somebody came to a door within one window of real time."""

from typing import ClassVar

from django.db import models


class Knocks(models.Model):
    """The count of one window. `who` is a keyed digest of a person or an origin, another one in every window.

    Nobody who reads the table learns who came: without the key an address cannot be found again, and two windows
    cannot be told to be of one. A window that is over is deleted when the next one begins.
    """

    door = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    ends_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    objects: "models.Manager[Knocks]" = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["door", "who"], name="one_count_per_door_and_window")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["ends_at"])]

    def __str__(self) -> str:
        return f"{self.door} ×{self.count}"
