"""Owner: a party that posts needs once its department admitted it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from cms.kernel.states import Stateful
from marketplace.owners.states import OWNER_MOVES, OwnerState


class Owner(Stateful):
    """A party that buys intermediary services; `department` reviews its application."""

    MOVES = OWNER_MOVES
    NOUN = "owner"

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="owner", verbose_name=_("单位"))
    department = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("主管部门"))
    state = models.CharField(_("状态"), max_length=30, choices=OwnerState.choices, default=OwnerState.APPLIED)
    uses_public_funds = models.BooleanField(_("使用财政性资金"), default=True)
    is_public_organ = models.BooleanField(_("行政机关或履行行政职能的单位"), default=False)
    contact_name = models.CharField(_("联系人"), max_length=60)
    contact_mobile = models.CharField(_("联系电话"), max_length=20)
    applied_at = models.DateTimeField(_("申请时间"))
    due_on = models.DateField(_("审核期限"))
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("审核意见"), max_length=500, blank=True)
    # When its reviewers were reminded, and when its overdue review was put before the supervisors.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    escalated_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The last year for which it said that its entry is right; who does not say so in time posts nothing until it does.
    confirmed_year = models.PositiveSmallIntegerField(_("年度确认"), null=True, blank=True)
    # The year for which it was reminded to say so.
    asked_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    objects: "models.Manager[Owner]" = models.Manager()

    class Meta:
        verbose_name = _("业主单位")
        verbose_name_plural = _("业主单位")
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.party.name

    @property
    def is_market_entity(self) -> bool:
        """Whether it is free to choose: no organ, no public funds."""
        return not self.is_public_organ and not self.uses_public_funds
