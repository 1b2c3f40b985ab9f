"""How many more people must sign a batch, by its total: data of the county, set by two people."""

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import SamePersonTwice
from cms.kernel.money import money_field, to_fen
from cms.kernel.people.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record


class ApprovalTier(models.Model):
    """A batch over this total needs so many signatures more. The latest confirmed row of a total is in force."""

    over = money_field(_("批次合计超过（元）"))
    countersigns = models.PositiveSmallIntegerField(_("须会签人数"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("同意人")
    )
    confirmed_at = models.DateTimeField(_("生效时间"), null=True)

    objects: "models.Manager[ApprovalTier]" = models.Manager()

    class Meta:
        verbose_name = _("会签层级")
        verbose_name_plural = _("会签层级")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("proposed_by")),
                name="a_tier_is_set_by_two_people",
            ),
            models.CheckConstraint(condition=models.Q(countersigns__lte=5), name="at_most_five_countersign"),
        ]

    def __str__(self) -> str:
        return f"> {self.over}: {self.countersigns}"


@transaction.atomic
def propose_tier(*, over: Money, countersigns: int, by: User) -> ApprovalTier:
    """A releaser proposes how many must countersign above a total; 0 ends the tier of that total."""
    require(by, Act.RELEASE_BATCH)
    tier = ApprovalTier.objects.create(over=over, countersigns=countersigns, proposed_by=by, proposed_at=business_now())
    record("approval_tier.proposed", about=tier, by=by, over_fen=to_fen(over), countersigns=countersigns)
    return tier


@transaction.atomic
def confirm_tier(*, tier_id: int, by: User) -> ApprovalTier:
    """A checker agrees: from now on batches are locked under it. Raises SamePersonTwice."""
    require(by, Act.CHECK_BATCH)
    tier = locked(ApprovalTier, tier_id)
    if tier.proposed_by_id == by.pk:
        raise SamePersonTwice
    if tier.confirmed_at is None:
        tier.confirmed_by, tier.confirmed_at = by, business_now()
        tier.save()
        record("approval_tier.confirmed", about=tier, by=by)
    return tier


def tiers_in_force() -> list[ApprovalTier]:
    """For each total the latest confirmed tier that asks for somebody, the smallest total first."""
    confirmed = ApprovalTier.objects.exclude(confirmed_at=None).order_by("confirmed_at", "pk")
    latest = {tier.over.amount: tier for tier in confirmed}
    return [latest[over] for over in sorted(latest) if latest[over].countersigns]


def countersigns_for(total_fen: int) -> int:
    """How many must countersign a batch of this total (fen), by the tiers in force."""
    return max((tier.countersigns for tier in tiers_in_force() if to_fen(tier.over) < total_fen), default=0)
