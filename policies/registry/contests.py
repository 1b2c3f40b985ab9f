"""An enterprise's word that a fact about it is wrong, and what the department made of it."""

from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import Refused
from cms.kernel.files.models import StoredFile
from cms.kernel.files.services import store_file
from cms.kernel.messages.services import notify
from cms.kernel.models import User
from cms.kernel.states import Stateful, advance, locked
from cms.kernel.trail import record
from policies.registry.facts import CurrentFact, Fact
from policies.registry.models import Enterprise
from policies.registry.states import CONTEST_MOVES, ContestState


class FactContest(Stateful):
    """One fact contested by the enterprise it is about. A correction comes from the source, never from here."""

    MOVES = CONTEST_MOVES
    NOUN = "fact_contest"

    state = models.CharField(_("状态"), max_length=30, choices=ContestState.choices, default=ContestState.OPEN)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="contests", verbose_name=_("企业")
    )
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+", verbose_name=_("数据"))
    claim = models.CharField(_("企业说明"), max_length=500)
    evidence = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("提出时间"))
    answer = models.CharField(_("处理意见"), max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    objects: "models.Manager[FactContest]" = models.Manager()

    class Meta:
        verbose_name = _("数据异议")
        verbose_name_plural = _("数据异议")
        constraints = [
            models.UniqueConstraint(
                fields=["fact"], condition=models.Q(state=ContestState.OPEN.value), name="one_open_contest_per_fact"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id}: {self.fact_id}"


class ContestedBefore(Refused):
    """The fact is already being looked at."""

    sentence = _("该数据的异议正在处理，请等待答复。")


class NotCorrectedYet(Refused):
    """The department says the enterprise is right, but the source has not sent another word."""

    sentence = _("来源部门尚未更正该数据。请先导入更正后的数据，再认定异议成立。")


@transaction.atomic
def contest_fact(
    *, enterprise: Enterprise, fact: Fact, claim: str, by: User, evidence: "File[Any] | None" = None
) -> FactContest:
    """The enterprise's word is on record and waits for the department. Raises NotAllowed, ContestedBefore."""
    require(by, Act.CONFIRM_GRANT, enterprise.party)
    locked(Enterprise, enterprise.pk)
    if FactContest.objects.filter(fact=fact, state=ContestState.OPEN).exists():
        raise ContestedBefore
    stored = store_file(upload=evidence, by=by, party=enterprise.party) if evidence is not None else None
    contest = FactContest.objects.create(
        enterprise=enterprise, fact=fact, claim=claim, evidence=stored, raised_by=by, raised_at=business_now()
    )
    record("fact_contest.raised", about=contest, by=by, fact=fact.pk)
    return contest


@transaction.atomic
def answer_contest(*, contest_id: int, upheld: bool, reason: str, by: User) -> FactContest:
    """The enterprise is answered. It is upheld only once the source's correction stands in place of the fact.

    Raises NotAllowed, WrongState, NotCorrectedYet.
    """
    require(by, Act.IMPORT_FACTS)
    contest = locked(FactContest, contest_id)
    if upheld and CurrentFact.objects.filter(fact=contest.fact).exists():
        raise NotCorrectedYet
    to = ContestState.UPHELD if upheld else ContestState.DISMISSED
    advance(contest, to, by=by, values={"answer": reason, "answered_by": by, "answered_at": business_now()})
    notify(
        party=contest.enterprise.party,
        subject=_("数据异议已答复"),
        body=_("贵单位对“%(what)s”提出的异议已处理：%(outcome)s。%(reason)s"),
        link=reverse("policies:own_facts"),
        what=contest.fact.kind.label_zh,
        outcome=contest.state_label,
        reason=reason,
    )
    return contest
