"""“Do I qualify” on a policy's page: for who acts for an enterprise each condition with its value, source and day."""

from typing import Any, cast

from django.http import HttpRequest

from cms.kernel.access import Act, acting_membership
from cms.kernel.people.models import User
from cms.pages.reading import in_english
from policies.catalogue.models import Version
from policies.catalogue.states import VersionState
from policies.checkup.findings import tree
from policies.checkup.queries import finding_for
from policies.outreach.queries import own_subscriptions
from policies.registry.kinds import vocabulary
from policies.registry.models import Enterprise


def qualifying_context(request: HttpRequest, version: Version | None) -> dict[str, Any]:
    """How the reader's enterprise stands under the version in force; `asks` alone for everybody else."""
    if version is None or version.rule is None or version.state != VersionState.LIVE:
        return {}
    membership = acting_membership(request, Act.SEE_OWN_BENEFITS)
    if membership is None:
        return {"asks": True}
    enterprise = Enterprise.objects.filter(party=membership.party).select_related("party").first()
    if enterprise is None:
        return {"asks": True, "acting_for": membership.party}
    language = "en" if in_english() else "zh"
    finding = finding_for(version, enterprise, language)
    wishes = (
        own_subscriptions(cast(User, request.user)).filter(enterprise=enterprise).values_list("policy_id", flat=True)
    )
    return {
        "acting_for": enterprise,
        "finding": finding,
        "conditions": tree(finding.verdict, language, vocabulary()) if finding.verdict else [],
        "wishes": set(wishes),
    }
