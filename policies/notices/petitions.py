"""Complaints (投诉: how a matter was handled), reports (举报: money got unlawfully): two procedures, two clocks.

An objection (异议) is neither: it is raised within the days of a notice, to one line, and holds that line back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act
from cms.kernel.people.models import Party
from cms.kernel.secrets import EncryptedTextField
from cms.kernel.states import Moves, Stateful
from policies.notices.models import Notice


class PetitionKind(models.TextChoices):
    """Which procedure."""

    COMPLAINT = "complaint", _("投诉")  # named; the lead department answers, but not who decided the matter
    REPORT = "report", _("举报")  # may be anonymous; supervision looks into it and keeps the name to itself


class PetitionState(models.TextChoices):
    """The life of a complaint or a report."""

    RECEIVED = "received", _("待受理")  # within the first clock somebody says whether it is taken up
    ACCEPTED = "accepted", _("办理中")  # within the second clock it is answered
    DECLINED = "declined", _("不予受理")  # with the reason
    ANSWERED = "answered", _("已答复")


PETITION_MOVES: Final[Moves] = {
    PetitionState.RECEIVED: {PetitionState.ACCEPTED, PetitionState.DECLINED},
    PetitionState.ACCEPTED: {PetitionState.ANSWERED},
}


@dataclass(frozen=True, slots=True)
class Procedure:
    """What tells one procedure from the other."""

    act: Act
    is_named: bool
    is_by_department: bool


PROCEDURES: Final[Mapping[PetitionKind, Procedure]] = {
    PetitionKind.COMPLAINT: Procedure(Act.HANDLE_COMPLAINT, is_named=True, is_by_department=True),
    PetitionKind.REPORT: Procedure(Act.HANDLE_REPORT, is_named=False, is_by_department=False),
}


class Petition(Stateful):
    """One complaint or report; who made it finds it again by number and code. Both days are the last in time."""

    MOVES = PETITION_MOVES
    NOUN = "petition"

    state = models.CharField(_("状态"), max_length=30, choices=PetitionState.choices, default=PetitionState.RECEIVED)
    kind = models.CharField(_("类别"), max_length=10, choices=PetitionKind.choices)
    number = models.CharField(_("受理号"), max_length=20, unique=True)
    code_hash = models.CharField(max_length=64)
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="petitions")
    department = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("涉及部门"))
    name = EncryptedTextField(_("姓名或单位名称"), blank=True)
    contact = EncryptedTextField(_("联系方式"), blank=True)
    grounds = models.TextField(_("事实和理由"))
    evidence = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("收到时间"))
    accept_by = models.DateField(_("受理期限"))
    answer_by = models.DateField(_("答复期限"), null=True)
    answer = models.TextField(_("办理结果"), blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    objects: "models.Manager[Petition]" = models.Manager()

    class Meta:
        verbose_name = _("投诉举报")
        verbose_name_plural = _("投诉举报")
        indexes = [models.Index(fields=["state", "accept_by"], name="petitions_by_clock")]

    def __str__(self) -> str:
        return self.number
