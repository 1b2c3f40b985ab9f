"""How templates tell codes by name: industries, regions, scale classes."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms.kernel.display import NOTHING
from policies.registry.codes import CodeSet
from policies.registry.naming import code_name, scale_name

register = template.Library()


def named(code: str, code_set: str) -> SafeString | str:
    """The name, with the code to be seen on hover; a dash where there is no code."""
    if not code:
        return NOTHING
    return format_html('<span title="{}">{}</span>', code, code_name(code, code_set))


@register.filter
def industry(code: str) -> SafeString | str:
    """An industry (GB/T 4754) by name."""
    return named(code, CodeSet.INDUSTRY)


@register.filter
def region(code: str) -> SafeString | str:
    """A region (GB/T 2260) by name."""
    return named(code, CodeSet.REGION)


@register.filter
def scale(code: str) -> str:
    """A scale class by name."""
    return scale_name(code) if code else NOTHING
