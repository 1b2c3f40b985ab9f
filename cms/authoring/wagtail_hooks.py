"""Behind the admin's own door: the addresses that the rule editor asks."""

from django.urls import URLPattern, path
from wagtail import hooks

from cms.authoring.views import check_rule, rule_codes, rule_language, simulate_rule


@hooks.register("register_admin_urls")
def authoring_addresses() -> list[URLPattern]:
    """What a rule may be made of, which official codes there are, what is wrong with it, whom it would find."""
    return [
        path("policy-rule/language/", rule_language, name="policy_rule_language"),
        path("policy-rule/codes/", rule_codes, name="policy_rule_codes"),
        path("policy-rule/check/", check_rule, name="policy_rule_check"),
        path("policy-rule/simulate/", simulate_rule, name="policy_rule_simulate"),
    ]
