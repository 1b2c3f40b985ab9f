"""Which steps of the demo county's year were lived through, so that a demo that was killed goes on where it stood."""

from django.db import models


class LivedStep(models.Model):
    """A step of the agenda that was done, written in the step's own transaction."""

    key = models.CharField(max_length=120, unique=True)
    lived_at = models.DateTimeField()

    objects: "models.Manager[LivedStep]" = models.Manager()

    def __str__(self) -> str:
        return self.key
