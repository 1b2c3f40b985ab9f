"""Sealed bids, the boxes they lie in, and what they were found to hold at opening.

Before opening, a bid's row and its events name neither a party nor a person, and hold no price: only the
custodian's pseudonym, a ciphertext of constant size and its receipt.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.models import Party
from cms.kernel.money import money_field
from cms.kernel.states import Stateful
from cms.kernel.trail import append_only
from marketplace.agencies.models import Admission
from marketplace.bidding.states import BID_MOVES, BidState, Fault
from marketplace.needs.models import Need


class SealedBox(models.Model):
    """Where the bids of a need lie sealed: the public key is here, the private key with the custodian."""

    need = models.OneToOneField(Need, on_delete=models.PROTECT, related_name="sealed_box", verbose_name=_("采购需求"))
    reference = models.CharField(max_length=80, unique=True)
    public_key = models.CharField(max_length=64)
    # The closing time the custodian was last told; it follows the need's and only grows.
    told_closes_at = models.DateTimeField()

    objects: "models.Manager[SealedBox]" = models.Manager()

    class Meta:
        verbose_name = _("密封箱")
        verbose_name_plural = _("密封箱")

    def __str__(self) -> str:
        return self.reference


class PaperPack(models.Model):
    """The files of one bid, sealed; of one size for all bids of a need, and gone with a bid that no longer counts."""

    ciphertext = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    # Known once the need is opened: until then it lies in the bid's envelope only.
    key = models.CharField(max_length=64, blank=True)

    objects: "models.Manager[PaperPack]" = models.Manager()

    class Meta:
        verbose_name = _("报价文件包")
        verbose_name_plural = _("报价文件包")

    def __str__(self) -> str:
        return self.sha256[:12]


class Bid(Stateful):
    """One sealed envelope; a replaced or withdrawn one stays, so that its receipt keeps its meaning."""

    MOVES = BID_MOVES
    NOUN = "bid"

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="bids", verbose_name=_("采购需求"))
    pseudonym = models.CharField(max_length=64)
    ciphertext = models.BinaryField()
    receipt = models.CharField(_("回执"), max_length=64)
    submitted_at = models.DateTimeField(_("送达时间"))
    state = models.CharField(_("状态"), max_length=30, choices=BidState.choices, default=BidState.SEALED)
    # None where the notice asks for no files, or the bid no longer counts.
    pack = models.OneToOneField(
        PaperPack, null=True, blank=True, on_delete=models.SET_NULL, related_name="bid", verbose_name=_("报价文件包")
    )

    objects: "models.Manager[Bid]" = models.Manager()

    class Meta:
        verbose_name = _("报价")
        verbose_name_plural = _("报价")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "pseudonym"],
                condition=models.Q(state=BidState.SEALED.value),
                name="one_sealed_bid_per_bidder_and_need",
            ),
            models.UniqueConstraint(fields=["receipt"], name="a_receipt_is_given_once"),
        ]

    def __str__(self) -> str:
        return self.receipt[:12]


class OpenedBid(models.Model):
    """What a bid was found to hold when its need was opened; never changed afterwards."""

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="opened", verbose_name=_("报价"))
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="opened_bids", verbose_name=_("采购需求"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="opened_bids", verbose_name=_("报价单位"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("经办人")
    )
    submitted_at = models.DateTimeField(_("送达时间"))
    price: Money | None = money_field(_("报价"), null=True, blank=True)
    discount = models.DecimalField(_("下浮率"), max_digits=6, decimal_places=4, null=True, blank=True)
    # What experts score; shown to them under a number, without name and price.
    proposal = models.TextField(_("技术方案"), blank=True, max_length=1000)
    admission = models.ForeignKey(Admission, on_delete=models.PROTECT, related_name="+", verbose_name=_("入驻资格"))
    # The admission as it stood when the bid was sealed.
    admission_state = models.CharField(_("报价时入驻状态"), max_length=30)
    admission_valid_until = models.DateField(_("报价时资质有效期至"), null=True, blank=True)
    fault = models.CharField(_("无效原因"), max_length=30, choices=Fault.choices, blank=True)
    related_to = models.JSONField(_("关联单位"), default=list)
    # Of its sealed files: which they are, and what opens them, also where the stored pack was altered. Blank: none.
    papers_sha256 = models.CharField(max_length=64, blank=True)
    papers_key = models.CharField(max_length=64, blank=True)

    objects: "models.Manager[OpenedBid]" = models.Manager()

    class Meta:
        verbose_name = _("开启的报价")
        verbose_name_plural = _("开启的报价")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "party"], condition=models.Q(fault=""), name="one_valid_bid_per_party_and_need"
            ),
            models.CheckConstraint(
                condition=models.Q(price__isnull=True) ^ models.Q(discount__isnull=True),
                name="a_bid_is_an_amount_or_a_discount",
            ),
        ]
        triggers = append_only("opened_bid")

    def __str__(self) -> str:
        return f"{self.party} · {self.need}"

    @property
    def is_valid(self) -> bool:
        """Whether it counts."""
        return not self.fault


class OpenedPaper(models.Model):
    """One file of an opened bid; its content stays in the bid's pack.

    Its number says nothing of the bid's: whoever scores it must not learn from an address whose it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    bid = models.ForeignKey(OpenedBid, on_delete=models.PROTECT, related_name="papers", verbose_name=_("报价"))
    number = models.PositiveSmallIntegerField(_("序号"))
    name = models.CharField(_("文件名"), max_length=120)
    media_type = models.CharField(_("文件类型"), max_length=100)
    size = models.PositiveIntegerField(_("大小（字节）"))
    sha256 = models.CharField(max_length=64)
    # Experts score it, under a number.
    is_blind = models.BooleanField(_("供专家匿名评审"))

    objects: "models.Manager[OpenedPaper]" = models.Manager()

    class Meta:
        verbose_name = _("报价文件")
        verbose_name_plural = _("报价文件")
        ordering = ["bid", "number"]
        constraints = [models.UniqueConstraint(fields=["bid", "number"], name="papers_of_a_bid_are_numbered")]
        triggers = append_only("opened_paper")

    def __str__(self) -> str:
        return self.name
