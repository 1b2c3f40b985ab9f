"""Gives the confirmation of a publication what it shows."""

from django import template

from cms.pages.effect import Effect, effect_of
from cms.pages.policy import PolicyPage

register = template.Library()


@register.simple_tag
def publication_effect(page: PolicyPage) -> Effect:
    """What publishing the page's draft would change."""
    return effect_of(page)
