"""Opener (who must agree before a large need is opened), OpenerKey (the public half of what each of them keeps) and
OpenerExchange (a standby takes the place of an opener who cannot come)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from marketplace.needs.models import Need
from marketplace.needs.states import EXCHANGE_MOVES, OPENER_MOVES, ExchangeState, OpenerState


class OpenerKey(models.Model):
    """The public key that a person's opening passphrase gives with this salt; the latest is in force.

    Neither the passphrase nor the private key is kept anywhere. Bytes as hex digits.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opener_keys")
    public_key = models.CharField(_("开启公钥"), max_length=64)
    salt = models.CharField(max_length=32)
    made_at = models.DateTimeField(_("设置时间"))

    objects: "models.Manager[OpenerKey]" = models.Manager()

    class Meta:
        verbose_name = _("开启口令")
        verbose_name_plural = _("开启口令")
        triggers = append_only("opener_key")

    def __str__(self) -> str:
        return f"{self.user} {self.fingerprint}"

    @property
    def fingerprint(self) -> str:
        """The key's first sixteen digits: what a person compares."""
        return self.public_key[:16]


class Opener(Stateful):
    """A person named to open a need together with others; without enough of them its key cannot be put together."""

    MOVES = OPENER_MOVES
    NOUN = "opener"
    TONES = {"named": "warning", "consented": "success", "standby": "neutral", "exchanged": "neutral"}

    state = models.CharField(_("状态"), max_length=30, choices=OpenerState.choices, default=OpenerState.NAMED)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="openers", verbose_name=_("采购需求"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("开启人")
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("所在单位"))
    key = models.ForeignKey(OpenerKey, on_delete=models.PROTECT, related_name="+")
    consented_at = models.DateTimeField(_("同意时间"), null=True, blank=True)
    # When it was asked to come, and when its lateness was put before the supervisors.
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    escalated_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: "models.Manager[Opener]" = models.Manager()

    class Meta:
        verbose_name = _("开启人")
        verbose_name_plural = _("开启人")
        constraints = [
            models.UniqueConstraint(fields=["need", "user"], name="an_opener_is_named_once"),
            models.CheckConstraint(
                condition=models.Q(state=OpenerState.CONSENTED.value, consented_at__isnull=False)
                | (~models.Q(state=OpenerState.CONSENTED.value) & models.Q(consented_at__isnull=True)),
                name="a_consent_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.need}"


class OpenerExchange(Stateful):
    """One supervisor wants a standby in the place of an opener who cannot come; another agrees, or does not."""

    MOVES = EXCHANGE_MOVES
    NOUN = "opener_exchange"
    TONES = {"proposed": "warning", "agreed": "success", "refused": "neutral"}

    state = models.CharField(_("状态"), max_length=30, choices=ExchangeState.choices, default=ExchangeState.PROPOSED)
    leaving = models.ForeignKey(Opener, on_delete=models.PROTECT, related_name="+", verbose_name=_("原开启人"))
    coming = models.ForeignKey(Opener, on_delete=models.PROTECT, related_name="+", verbose_name=_("候补开启人"))
    reason = models.CharField(_("更换原因"), max_length=300)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("复核人"),
    )
    decided_at = models.DateTimeField(_("复核时间"), null=True, blank=True)

    objects: "models.Manager[OpenerExchange]" = models.Manager()

    class Meta:
        verbose_name = _("更换开启人")
        verbose_name_plural = _("更换开启人")
        constraints = [
            models.UniqueConstraint(
                fields=["leaving"],
                condition=models.Q(state=ExchangeState.PROPOSED.value),
                name="one_open_exchange_per_opener",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="two_people_exchange_an_opener",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaving.user} → {self.coming.user}"
