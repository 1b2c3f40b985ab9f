"""Message: something the house tells a person or everybody who acts for a party."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import business_now


class Message(models.Model):
    """One message; the sentences are kept in Chinese with their parameters and shown in the reader's language.

    `off_link`: the signed address where one click ends messages of this sort; empty for what nobody may turn off.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    party = models.ForeignKey("kernel.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    subject_text = models.CharField(max_length=200)
    body_text = models.TextField()
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    off_link = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(_("发送时间"), default=business_now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    reached = models.JSONField(default=list)  # by which way whom it has left for already: "mail:7", "text:7"
    read_at = models.DateTimeField(null=True, blank=True)

    objects: "models.Manager[Message]" = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) ^ models.Q(party__isnull=False),
                name="a_message_goes_to_a_person_or_a_party",
            )
        ]
        indexes = [models.Index(fields=["party", "-sent_at"]), models.Index(fields=["user", "-sent_at"])]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """The subject in the reader's language."""
        return gettext(self.subject_text) % self.params if self.params else gettext(self.subject_text)

    @property
    def body(self) -> str:
        """The body in the reader's language."""
        return gettext(self.body_text) % self.params if self.params else gettext(self.body_text)
