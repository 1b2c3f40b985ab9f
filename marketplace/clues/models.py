"""Clue (a pattern found), Case (what a supervisor does about some clues), CaseQuestion (what a party was asked), and
DeviceMark (that somebody of a party signed in from a device on a day)."""

from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.models import Party
from cms.kernel.states import Stateful
from marketplace.clues.states import CASE_MOVES, CaseState
from marketplace.needs.models import Need


class Case(Stateful):
    """A supervisor looks into clues: asks those concerned, weighs what they say, closes or passes on."""

    MOVES = CASE_MOVES
    NOUN = "case"
    TONES = {"opened": "accent", "asked": "warning", "answered": "info", "closed": "success", "passed_on": "danger"}

    state = models.CharField(_("状态"), max_length=30, choices=CaseState.choices, default=CaseState.OPENED)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("立件时间"))
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("办结理由"), max_length=1000, blank=True)
    passed_to = models.CharField(_("移送单位"), max_length=100, blank=True)

    objects: "models.Manager[Case]" = models.Manager()

    class Meta:
        verbose_name = _("核查件")
        verbose_name_plural = _("核查件")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=[CaseState.CLOSED.value, CaseState.PASSED_ON.value])
                | ~models.Q(reason=""),
                name="a_case_ends_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The case's number: HC2023-0007."""
        return f"HC{self.opened_at.year}-{self.pk:04d}"


class Clue(models.Model):
    """A pattern as it was found: the indicator, whom it concerns, its value and bound, its chance and its evidence."""

    indicator = models.CharField(_("指标"), max_length=10)
    need = models.ForeignKey(
        Need, null=True, blank=True, on_delete=models.PROTECT, related_name="clues", verbose_name=_("采购需求")
    )
    parties: "models.ManyToManyField[Party, Party]" = models.ManyToManyField(
        Party, related_name="+", verbose_name=_("涉及单位")
    )
    value = models.CharField(_("数值"), max_length=40, blank=True)
    bound = models.CharField(_("界限"), max_length=40, blank=True)
    chance: "models.DecimalField[Decimal | None, Decimal | None]" = models.DecimalField(
        _("偶然概率"), max_digits=13, decimal_places=12, null=True, blank=True
    )
    evidence = models.JSONField(_("证据"), default=dict)
    fingerprint = models.CharField(max_length=64, unique=True)
    found_at = models.DateTimeField(_("发现时间"))
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="clues", verbose_name=_("核查件")
    )

    objects: "models.Manager[Clue]" = models.Manager()

    class Meta:
        verbose_name = _("线索")
        verbose_name_plural = _("线索")
        indexes = [models.Index(fields=["-found_at"], name="clues_newest_first")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.pk}"


class CaseQuestion(models.Model):
    """What a party was asked in a case, until when, and what it said."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="questions", verbose_name=_("核查件"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("被询问单位"))
    question = models.CharField(_("询问内容"), max_length=1000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("询问时间"))
    due_on = models.DateField(_("答复期限"))
    answer = models.TextField(_("说明"), max_length=5000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    objects: "models.Manager[CaseQuestion]" = models.Manager()

    class Meta:
        verbose_name = _("询问")
        verbose_name_plural = _("询问")

    def __str__(self) -> str:
        return f"{self.case} · {self.party}"


class MarketLook(models.Model):
    """A week, by its Monday, in which the whole market was looked at for patterns over many needs."""

    day = models.DateField(unique=True)

    objects: "models.Manager[MarketLook]" = models.Manager()

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class DeviceMark(models.Model):
    """Somebody who acts for the agency signed in from the device on the day; nothing finer is kept, and not for long.

    `device` is a keyed hash of what the browser keeps. Neither the moment nor the row's number says in which order
    people signed in.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+", verbose_name=_("单位"))
    day = models.DateField(_("日期"))
    device = models.CharField(max_length=64)

    objects: "models.Manager[DeviceMark]" = models.Manager()

    class Meta:
        verbose_name = _("登录设备")
        verbose_name_plural = _("登录设备")
        constraints = [
            models.UniqueConstraint(fields=["party", "day", "device"], name="a_device_is_noted_once_a_day"),
        ]
        indexes = [models.Index(fields=["day"], name="device_marks_by_day")]

    def __str__(self) -> str:
        return f"{self.party} {self.day:%Y-%m-%d}"
