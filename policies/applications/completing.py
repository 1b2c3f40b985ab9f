"""The enterprise's side of an application's file: facts stated, papers handed in, and what is still missing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.files.base import File
from django.db.transaction import atomic
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import FieldsRefused, WrongState
from cms.kernel.files.services import store_file
from cms.kernel.people.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record
from policies.applications.entering import typed
from policies.applications.errors import NothingToState, UnknownField
from policies.applications.facts import Wanted, applied_day, fact_label, verdict_with, wanted_again, wanted_facts
from policies.applications.models import Application, DeclaredFact, Paper
from policies.applications.queries import papers_of
from policies.applications.states import WRITABLE
from policies.catalogue.evidence import WantedPaper, wanted_papers
from policies.grants.applying import offered
from policies.registry.cells import CellRefused
from policies.registry.kinds import vocabulary
from policies.registry.models import ScaleClass
from policies.rules.periods import parse_period

Key = tuple[str, str]
WHOLE: Final = "whole"
"""The field of a correction that is about the application as a whole."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed into the form: facts by code and period, files by the same or by the paper's code; account, scale.

    The lines of a fact stand one a line, their cells between tabs or commas. An empty text takes a stated fact back;
    None for account or scale leaves them.
    """

    facts: Mapping[Key, str] = field(default_factory=dict)
    proofs: Mapping[Key, "File[bytes]"] = field(default_factory=dict)
    papers: Mapping[str, "File[bytes]"] = field(default_factory=dict)
    account_id: int | None = None
    scale: str = ""


def wanted_of(application: Application) -> list[Wanted]:
    """The facts its form asks for: what was stated before, and what the rule still lacks."""
    stated = list(application.facts.order_by("pk"))
    verdict = verdict_with(application.version, application.enterprise, stated, applied_day(application))
    lacking = wanted_facts(verdict)
    asked = {one.key: one for one in (*wanted_again(stated), *lacking)}
    return list(asked.values())


def papers_wanted(application: Application) -> list[WantedPaper]:
    """The papers the policy names."""
    return list(wanted_papers(application.version.evidence))


@atomic
def save_draft(*, application_id: int, said: Said, by: User) -> Application:
    """What was typed stands in the application; nothing is handed in yet, and the registry is not touched.

    Raises NotAllowed, WrongState, FieldsRefused (each faulty field with its sentence), UnknownField, NothingToState,
    AccountNotUsable, and what the house finds wrong with a file.
    """
    application = locked(Application, application_id, "version", "enterprise__party")
    require(by, Act.APPLY_FOR_BENEFIT, application.enterprise.party)
    if application.state not in WRITABLE:
        raise WrongState(noun=application._meta.verbose_name, state=application.state_label)
    _state(application, said, by)
    _hand_in(application, said, by)
    if said.account_id is not None:
        application.account = offered(application.enterprise, said.account_id)
    if said.scale in ScaleClass.values:
        application.scale = said.scale
    application.save(update_fields=["account", "scale"])
    record("application.saved", about=application, by=by, facts=len(said.facts), papers=len(said.papers))
    return application


def _state(application: Application, said: Said, by: User) -> None:
    wanted = {one.key: one for one in wanted_of(application)}
    faults: dict[str, list[str]] = {}
    for key, text in said.facts.items():
        if key not in wanted:
            if not text.strip():
                continue
            definition = vocabulary().get(key[0])
            if definition is None:
                raise UnknownField(field=key[0][:60])
            raise NothingToState(field=fact_label(definition, parse_period(key[1]) if key[1] else None))
        try:
            value = typed(text, wanted[key].definition)
        except CellRefused as fault:
            faults[wanted[key].name] = [str(fault)]
            continue
        _keep(application, key, value, text, by)
    if faults:
        raise FieldsRefused(faults)


def _keep(application: Application, key: Key, value: Any, text: str, by: User) -> None:
    """The fact is stated with this value; a value that changed was not checked by anybody yet."""
    code, period = key
    before = application.facts.filter(code=code, period=period).first()
    if value is None:
        if before is not None:
            before.delete()
    elif before is None or before.value != value:
        whole = text.strip("\r\n ")  # tabs hold the place of cells left blank
        said = {"value": value, "text": whole, "stated_by": by, "stated_on": business_today()}
        unchecked = {"checked_by": None, "checked_at": None}
        DeclaredFact.objects.update_or_create(
            application=application, code=code, period=period, defaults=said | unchecked
        )


def _hand_in(application: Application, said: Said, by: User) -> None:
    party = application.enterprise.party
    for (code, period), upload in said.proofs.items():
        fact = application.facts.filter(code=code, period=period).first()
        if fact is None:
            raise UnknownField(field=code[:60])
        fact.evidence, fact.checked_by, fact.checked_at = store_file(upload=upload, by=by, party=party), None, None
        fact.save(update_fields=["evidence", "checked_by", "checked_at"])
    known = {paper.code for paper in papers_wanted(application)}
    for code, upload in said.papers.items():
        if code not in known:
            raise UnknownField(field=code[:60])
        stored = store_file(upload=upload, by=by, party=party)
        Paper.objects.create(application=application, code=code, file=stored, given_by=by, given_at=business_now())


def missing_parts(application: Application, stated: Sequence[DeclaredFact]) -> list[str]:
    """What the form still lacks beside facts, in the reader's words: proofs, papers, scale class, account."""
    language, words, given = get_language() or "zh", vocabulary(), papers_of(application)
    missing = [
        _("“%(fact)s”的证明材料") % {"fact": fact_label(words[fact.code], _period(fact))}
        for fact in stated
        if fact.evidence_id is None and fact.code in words
    ]
    missing += [
        paper.name(language) for paper in papers_wanted(application) if paper.is_needed and paper.code not in given
    ]
    if not application.scale:
        missing.append(_("企业划型"))
    if application.account_id is None:
        missing.append(_("收款账户"))
    return missing


def _period(fact: DeclaredFact) -> Any:
    return parse_period(fact.period) if fact.period else None


def field_of_proof(fact_field: str) -> str:
    """The name of the field for the paper that proves a stated fact."""
    return f"proof-{fact_field}"


def field_of_paper(code: str) -> str:
    """The name of the field for a paper of the policy's."""
    return f"file-{code}"


def field_labels(application: Application, wanted: Sequence[Wanted] | None = None) -> dict[str, str]:
    """Every field of the form by its name, in the reader's words: what a return can be about.

    `wanted`: what `wanted_of` says of it, where that is known already.
    """
    language = get_language() or "zh"
    labels = {}
    for one in wanted_of(application) if wanted is None else wanted:
        labels[one.name] = one.label
        labels[field_of_proof(one.name)] = _("“%(fact)s”的证明材料") % {"fact": one.label}
    labels |= {field_of_paper(paper.code): paper.name(language) for paper in papers_wanted(application)}
    return labels | {"scale": _("企业划型"), "account": _("收款账户"), WHOLE: _("整体说明")}


def corrections_of(application: Application) -> dict[str, str]:
    """What was wanted corrected when it was last returned, by field."""
    last = application.corrections.filter(round=application.round).order_by("pk")
    return dict(last.values_list("field", "reason"))
