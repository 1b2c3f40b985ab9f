"""Naming whom a policy's rule means by a payee that is not the enterprise."""

from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.display import is_chinese
from cms.kernel.people.models import User
from cms.kernel.states import Vanished, locked
from cms.kernel.trail import record
from policies.catalogue.models import Policy, Version
from policies.catalogue.queries import rule_of
from policies.grants.errors import PayeeUnnamed
from policies.grants.instalments import NamedPayee
from policies.grants.planning import ENTERPRISE, PERSON
from policies.grants.queries import usable_accounts
from policies.registry.models import Enterprise
from policies.rules.wording.sentences import PAYEES


def other_payees(version: Version) -> list[tuple[str, NamedPayee | None]]:
    """Each body the version's rule pays beside the enterprise, with whom it means, if anybody said so.

    Persons are named grant by grant (`persons.py`).
    """
    if version.rule is None:
        return []
    named = {one.who: one for one in NamedPayee.objects.filter(policy=version.policy_id).select_related("enterprise")}
    return [(one.who, named.get(one.who)) for one in rule_of(version).payees if one.who not in (ENTERPRISE, PERSON)]


def payee_label(who: str) -> str:
    """A payee of a rule in the reader's language: one the rule language knows, or as the rule names it."""
    language = "zh" if is_chinese() else "en"
    return PAYEES[who].in_language(language) if who in PAYEES else who


@atomic
def name_payee(*, policy_id: int, who: str, uscc: str, by: User) -> NamedPayee:
    """From now on the policy's `who` is the registered body with this code; decisions taken before keep theirs.

    Its account must be on record and verified, as an enterprise's. Raises NotAllowed, Vanished (no such body),
    PayeeUnnamed (no usable account).
    """
    policy = locked(Policy, policy_id)
    require(by, Act.DECIDE_GRANT, policy.lead_department)
    body = Enterprise.objects.filter(party__uscc=uscc.strip().upper()).select_related("party").first()
    if body is None:
        raise Vanished
    if not usable_accounts(body.pk, body.party.name).exists():
        raise PayeeUnnamed(who=who)
    values = {"enterprise": body, "named_by": by, "named_at": business_now()}
    named, _made = NamedPayee.objects.update_or_create(policy=policy, who=who[:60], defaults=values)
    record("policy.payee_named", about=policy, by=by, who=who, enterprise=body.pk)
    return named
