"""Policies in force without money, for check-ups; all published by services."""

from datetime import date
from typing import Any

from policies.catalogue.documents import PolicyDocument
from policies.catalogue.services import draft_policy, publish_version
from policies.catalogue.states import BenefitClass
from policies.models import Version
from tests.policies.worlds import department

PRIVATE = {"holds": "enterprise.is_private"}
REVENUE = {"compare": {"left": {"fact": "finance.revenue[y]"}, "is": "以上", "right": {"yuan": "1000000"}}}
HONEST = {"none": [{"holds": "credit.serious_dishonest"}]}


def in_force(code: str, *who: dict[str, Any], title: str = "", amount: Any = None, **more: Any) -> Version:
    """A policy in force whose conditions must all hold; 50,000 yuan unless another amount is given."""
    name = title or f"政策{code}"
    rule = more.pop("rule", {}) | {
        "rule": 1,
        "code": code,
        "title": {"zh": name, "en": code},
        "assessed": {"grain": "year", "lag": 1},
        "who": {"all": list(who)},
        "amount": amount or {"yuan": "50000"},
    }
    document = PolicyDocument(
        title_zh=name,
        valid_from=date(2023, 1, 1),
        rule=rule if who else None,
        **{"benefit_class": BenefitClass.RELIEF} | more,
    )
    policy = draft_policy(code=code, title_zh=name, lead_department=department(), by=None)
    return publish_version(policy_id=policy.pk, by=None, document=document)
