"""Everything that led to one payment, on one page: from the policy's text to the bank's word and the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.kernel.display import amount_text, bracketed_text, day_text, is_chinese, moment_text, semicolon_text
from cms.kernel.money import from_fen
from cms.kernel.trail import Event, broken_links, events_about
from policies.budgets.queries import transfers_about
from policies.catalogue.queries import rule_of
from policies.disbursement.event_words import event_told
from policies.disbursement.inbox import BankNotice
from policies.disbursement.models import Approval, Attempt, Batch, Payment
from policies.disbursement.sources import told as told_lines
from policies.disbursement.statements import StatementLine
from policies.grants.instalments import Instalment
from policies.grants.parts import parts_of
from policies.matching.reasons import told
from policies.registry.kinds import department_label, vocabulary
from policies.rules.explanation import describe


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the file: a title, sentences, and a table (`widths`: shares of the paper's width, 0 as needed)."""

    title: str
    lines: Sequence[str] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[int] = field(default=())


TRUTHS = {"true": gettext_lazy("条件成立"), "false": gettext_lazy("条件不成立"), "unknown": gettext_lazy("数据缺失")}


def dossier(payment: Payment) -> list[Part]:
    """The parts in the order in which things happened; account numbers masked, objectors not named."""
    attempts = list(payment.attempts.select_related("slice__batch").order_by("number"))
    return [
        policy_text(payment),
        rule_version(payment),
        facts(payment),
        verdict(payment),
        decision(payment),
        notices(payment),
        confirmation(payment),
        instalments(payment),
        approvals(payment, attempts),
        instructions(attempts),
        bank_messages(attempts),
        ledger(payment),
        trail(payment, attempts),
    ]


def language() -> str:
    """The reader's language, as the rule language calls it."""
    return "zh" if is_chinese() else "en"


def policy_text(payment: Payment) -> Part:
    """What was promised in public."""
    version = payment.grant.version
    policy = version.policy
    head = [policy.document_number, str(policy.lead_department), version.get_level_display()]
    return Part(
        title=_("一、政策依据"),
        lines=[
            f"{version.title_zh} · {' · '.join(part for part in head if part)}",
            *[line for line in version.text.splitlines() if line.strip()],
            _("正文摘要（SHA-256）：%(hash)s") % {"hash": version.text_hash},
        ],
    )


def rule_version(payment: Payment) -> Part:
    """The version by which it was judged, its rule in plain words."""
    version = payment.grant.version
    published = {"number": version.number, "when": moment_text(version.published_at), "by": version.published_by or "—"}
    lines = [
        _("第 %(number)s 版，%(when)s 发布，发布人：%(by)s") % published,
        f"{version.get_order_display()} · {version.get_lapse_rule_display()} · {version.get_channel_display()}",
    ]
    if version.rule is not None:
        lines += ["　" * line.depth + line.text for line in describe(rule_of(version), language(), vocabulary())]
        lines.append(_("规则摘要（SHA-256）：%(hash)s") % {"hash": version.rule_hash})
    return Part(title=_("二、规则版本"), lines=lines)


def facts(payment: Payment) -> Part:
    """The values it rests on, each with its department and day."""
    rows = [
        (
            fact_told(fact),
            value_told(fact.get("value", "")),
            department_label(str(fact.get("source") or ""), language()),
            str(fact.get("as_of") or "—"),
        )
        for fact in payment.grant.match.facts
    ]
    heads = (_("数据项"), _("数值"), _("来源部门"), _("数据日期"))
    return Part(title=_("三、所依据的数据"), heads=heads, rows=rows, widths=(3, 2, 2, 0))


def value_told(value: object) -> str:
    """A fact's value as a paper shows it: yes or no in words."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)


def _whence(fact: Mapping[str, Any]) -> str:
    return f"{department_label(str(fact.get('source') or ''), language())} {fact.get('as_of') or '—'}"


def fact_told(fact: Mapping[str, Any]) -> str:
    """The fact's name in the reader's language, with the period it is about."""
    code, period = str(fact.get("code") or fact.get("name", "")), str(fact.get("period") or "")
    definition = vocabulary().get(code)
    name = definition.label.in_language(language()) if definition else code
    return f"{name} · {period}" if period else name


def verdict(payment: Payment) -> Part:
    """What the rule said that day, in its own words."""
    match = payment.grant.match
    said = told(match, language()) if match.version.rule is not None else []
    lines = ["　" * depth + text for depth, text in said]
    summary = _("结论：%(verdict)s，应兑 %(amount)s 元") % {
        "verdict": match.get_verdict_display(),
        "amount": amount_text(payment.grant.entitled),
    }
    return Part(title=_("四、比对结论"), lines=[summary, *lines])


def decision(payment: Payment) -> Part:
    """Who in the department confirmed it."""
    made = payment.grant.decision
    by = made.decided_by or _("系统（即申即享，规则自动核定）")
    said = {"when": moment_text(made.decided_at), "by": by, "pk": made.pk}
    return Part(title=_("五、部门确认"), lines=[_("名单 %(pk)s，%(when)s 由 %(by)s 确认") % said])


def notices(payment: Payment) -> Part:
    """When it was shown in public, with which amounts, and what was objected."""
    lines = payment.grant.notice_lines.select_related("notice").order_by("notice_id")
    rows = [
        (
            _("第 %(number)s 次公示") % {"number": line.notice.number},
            f"{day_text(line.notice.opens_on)} – {day_text(line.notice.last_day)}",
            amount_text(line.amount),
            line.notice.reason_told or "—",
        )
        for line in lines
    ]
    for line in lines:
        for objection in line.objections.order_by("pk"):
            when = moment_text(objection.raised_at)
            rows.append((_("异议"), when, objection.state_label, objection.answer or "—"))
    heads = (_("事项"), _("时间"), _("金额或状态"), _("说明"))
    return Part(title=_("六、公示与异议"), heads=heads, rows=rows, widths=(2, 3, 2, 3))


def confirmation(payment: Payment) -> Part:
    """How the enterprise was asked and reached, and what it confirmed."""
    grant = payment.grant
    rows = [
        (moment_text(made.made_at), made.get_means_display(), made.get_outcome_display(), str(made.by or _("系统")))
        for made in grant.contacts.select_related("by").order_by("made_at", "pk")
    ]
    if grant.confirmed_at is not None:
        account = f"{payment.bank_name} {payment.account}"
        who = str(grant.confirmed_by or _("逾期视为确认"))
        rows.append((moment_text(grant.confirmed_at), _("企业确认"), account, who))
    heads = (_("时间"), _("方式"), _("结果"), _("办理人"))
    return Part(title=_("七、联系与确认"), heads=heads, rows=rows, widths=(2, 2, 3, 2))


def instalments(payment: Payment) -> Part:
    """The parts in which the grant is paid, the lines that bear each, and what its condition came to on which facts."""
    rows, lines_said = [], []
    for row in parts_of(payment.grant):
        one = row.instalment
        said = {"number": one.number, "year": one.fiscal_year}
        lines = told_lines(row.lines) if row.lines else "—"
        state = row.payment.state_label if row.payment else one.state_label
        why = one.reason or str(TRUTHS.get(one.outcome, "—"))
        rows.append(
            (_("第 %(number)s 期 · %(year)s 年度") % said, str(one.payee), amount_text(one.amount), lines, state, why)
        )
        if one.checked_at is not None and one.clause is not None:
            lines_said.append(_checked(one))
    title, widths = _("八、分期与各级分担"), (2, 3, 2, 3, 2, 2)
    if not rows:
        return Part(title=title, lines=[_("一次性兑付，没有分期。")])
    heads = (_("期次"), _("收款单位"), _("金额（元）"), _("各级分担"), _("状态"), _("到期核验或说明"))
    return Part(title=title, lines=lines_said, heads=heads, rows=rows, widths=widths)


def _checked(one: Instalment) -> str:
    """When the condition of an instalment was looked at, what it came to, and the facts it rested on then."""
    facts = semicolon_text().join(
        f"{fact_told(fact)} {value_told(fact.get('value', ''))}{bracketed_text(_whence(fact))}" for fact in one.facts
    )
    said = {
        "number": one.number,
        "payee": one.payee,
        "when": moment_text(one.checked_at) if one.checked_at else "—",
        "outcome": TRUTHS.get(one.outcome, "—"),
        "facts": facts or "—",
    }
    return _("第 %(number)s 期（%(payee)s）于 %(when)s 核验：%(outcome)s。当时的数据：%(facts)s") % said


def approvals(payment: Payment, attempts: Sequence[Attempt]) -> Part:
    """Who made, checked and released each batch it stood in, over which content."""
    batches = {attempt.slice.batch_id for attempt in attempts} | ({payment.batch_id} if payment.batch_id else set())
    signed = Approval.objects.filter(batch__in=batches).select_related("batch", "by").order_by("batch", "pk")
    rows = [
        (one.batch.number, one.get_step_display(), str(one.by), moment_text(one.signed_at), one.content_hash[:16])
        for one in signed
    ]
    heads = (_("批次"), _("环节"), _("办理人"), _("时间"), _("内容摘要"))
    return Part(title=_("九、审批"), heads=heads, rows=rows, widths=(2, 1, 2, 3, 2))


def instructions(attempts: Sequence[Attempt]) -> Part:
    """Every instruction to the bank and what it answered."""
    rows = [
        (
            attempt.end_to_end_id,
            attempt.state_label,
            attempt.value_date.isoformat() if attempt.value_date else "—",
            attempt.bank_reference or "—",
            f"{attempt.code} {attempt.detail}".strip() or "—",
        )
        for attempt in attempts
    ]
    heads = (_("端到端标识"), _("状态"), _("起息日"), _("银行流水号"), _("银行答复"))
    return Part(title=_("十、银行指令"), heads=heads, rows=rows, widths=(3, 2, 0, 2, 2))


def bank_messages(attempts: Sequence[Attempt]) -> Part:
    """What the bank told us by itself and on its statements."""
    keys = [attempt.end_to_end_id for attempt in attempts]
    called = BankNotice.objects.filter(end_to_end_id__in=keys).order_by("received_at", "pk")
    rows = [(moment_text(one.received_at), _("回调"), one.kind, one.event_id) for one in called]
    booked = StatementLine.objects.filter(end_to_end_id__in=keys).select_related("statement").order_by("pk")
    for line in booked:
        what = f"{line.kind} {amount_text(from_fen(line.amount_fen))} {line.reason}".strip()
        rows.append((day_text(line.statement.date), _("对账单"), what, line.reference))
    heads = (_("时间"), _("报文"), _("内容"), _("编号"))
    return Part(title=_("十一、银行报文"), heads=heads, rows=rows, widths=(2, 1, 3, 2))


def ledger(payment: Payment) -> Part:
    """Every transfer made for the grant and for the payment."""
    transfers = [
        *transfers_about(f"grant:{payment.grant_id}"),
        *transfers_about(f"payment:{payment.pk}"),
    ]
    rows = [
        (
            moment_text(one.happened_at),
            one.get_kind_display(),
            str(one.source.line or "—"),
            one.source.get_kind_display(),
            one.target.get_kind_display(),
            amount_text(from_fen(one.amount_fen)),
        )
        for one in sorted(transfers, key=lambda one: one.pk)
    ]
    heads = (_("时间"), _("事由"), _("预算项目"), _("转出"), _("转入"), _("金额（元）"))
    return Part(title=_("十二、账本"), heads=heads, rows=rows, widths=(3, 2, 3, 2, 2, 2))


def trail(payment: Payment, attempts: Sequence[Attempt]) -> Part:
    """Every event about it in order, and whether the chains of hashes hold."""
    chains = [list(events_about(thing)) for thing in things_of(payment, attempts)]
    broken = sum(len(broken_links(chain)) for chain in chains)
    sound = _("哈希链校验通过。") if not broken else _("有 %(n)s 条记录与原始写入不一致，请立即核查。") % {"n": broken}
    events = {event.pk: event for chain in chains for event in chain}
    events |= {event.pk: event for event in mentions(payment, attempts)}
    rows = [
        (moment_text(event.happened_at), event_told(event.name), str(event.by or _("系统")), event.hash[:12])
        for _pk, event in sorted(events.items())
    ]
    heads = (_("业务时间"), _("事件"), _("办理人"), _("哈希"))
    return Part(title=_("十三、办理轨迹"), lines=[sound], heads=heads, rows=rows, widths=(2, 3, 2, 1))


def things_of(payment: Payment, attempts: Sequence[Attempt]) -> list[Model]:
    """The payment, its grant and decision, its notices, and every batch and attempt it stood in."""
    stood_in = {attempt.slice.batch_id for attempt in attempts} | ({payment.batch_id} if payment.batch_id else set())
    batches = Batch.objects.filter(pk__in=stood_in).order_by("pk")
    shown = [line.notice for line in payment.grant.notice_lines.select_related("notice").order_by("pk")]
    return [payment.grant.decision, payment.grant, *shown, payment, *batches, *attempts]


def mentions(payment: Payment, attempts: Sequence[Attempt]) -> QuerySet[Event]:
    """Events about other things (slices, statements) that name it."""
    named = Q(data__contains={"payments": [payment.pk]})
    for attempt in attempts:
        named |= Q(data__contains={"attempts": [attempt.pk]})
    return Event.objects.filter(named).select_related("by")
