"""Recruiting by data: the enterprises that lack just one fact under a version are asked for it, each once."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.transaction import atomic
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import PERMISSIONS, Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.messages.services import notify
from cms.kernel.models import User
from cms.kernel.people.models import Membership, MembershipState
from cms.kernel.states import locked
from cms.kernel.trail import record
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.matching.columns import facts_named
from policies.outreach.errors import NobodyLacksIt
from policies.outreach.models import Call, CallLine
from policies.outreach.queries import sole_gap, sole_gaps
from policies.registry.kinds import department_label, vocabulary
from policies.registry.known import facts_of_many, registers
from policies.registry.models import Enterprise
from policies.rules.evaluation import evaluate

SLICE = 2000
SUBJECT = _("只差一项资料：%(policy)s")
BODY = _(
    "按现有数据，贵单位办理“%(policy)s”只缺一项资料：%(fact)s（来源部门：%(department)s）。"
    "请向来源部门核实补录，数据入库后系统会自动重新比对。"
)


@atomic
def call_for_fact(*, version: Version, fact: str, by: User) -> Call:
    """Every enterprise that lacks this fact alone will be asked for it, once under this version.

    Raises NotAllowed for other departments, NobodyLacksIt.
    """
    require(by, Act.DECIDE_GRANT, version.policy.lead_department)
    if not sole_gaps(version)[fact]:
        raise NobodyLacksIt
    call = Call.objects.create(version=version, fact=fact, called_by=by, called_at=business_now())
    record("call.made", about=call, by=by, version=version.pk, fact=fact)
    return call


@atomic
def tell_called(*, call_id: int) -> int:
    """The enterprises of the call that somebody acts for have their message; returns how many."""
    call = locked(Call, call_id)
    if call.told_count is not None:
        return call.told_count
    definition = vocabulary().get(call.fact)
    params: dict[str, Any] = {
        "policy": call.version.title_zh,
        "fact": definition.label.zh if definition else call.fact,
        "department": department_label(definition.source) if definition else "",
    }
    told = 0
    for enterprise in lacking_only(call.version, call.fact):
        _line, is_new = CallLine.objects.get_or_create(
            version=call.version, fact=call.fact, enterprise=enterprise, defaults={"call": call}
        )
        if is_new:
            notify(party=enterprise.party, subject=SUBJECT, body=BODY, link=reverse("policies:checkup"), **params)
            told += 1
    call.told_count = told
    call.save(update_fields=["told_count"])
    return told


def lacking_only(version: Version, fact: str) -> Iterator[Enterprise]:
    """The enterprises with a person who acts for them whose verdict is open for want of this fact alone."""
    acting = Membership.objects.filter(
        party=OuterRef("party"), state=MembershipState.ACTIVE, role__in=PERMISSIONS[Act.SEE_OWN_BENEFITS]
    )
    firms = Enterprise.objects.filter(Exists(acting)).select_related("party").order_by("pk")
    rule, words, shared, today = rule_of(version), vocabulary(), registers(), business_today()
    codes = facts_named(rule, words)
    ids = list(firms.values_list("pk", flat=True))
    for start in range(0, len(ids), SLICE):
        part = ids[start : start + SLICE]
        known = facts_of_many(part, codes, shared)
        lacking = [
            pk for pk in part
            if sole_gap([one.name for one in evaluate(rule, known[pk], decided_on=today, vocabulary=words).missing])
            == fact
        ]  # fmt: skip
        yield from firms.filter(pk__in=lacking)
