"""What the Wagtail admin gets from the public site: the check of a rule while it is typed."""

from django.urls import URLPattern, path
from wagtail import hooks

from cms.pages.views import check_rule


@hooks.register("register_admin_urls")
def rule_check_address() -> list[URLPattern]:
    """Behind the admin's own door."""
    return [path("policy-rule/", check_rule, name="policy_rule_check")]
