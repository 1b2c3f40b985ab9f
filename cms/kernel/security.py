"""The content security policy: strict on our own pages, as loose as Wagtail needs under its admin."""

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

ADMIN_PREFIX = "/admin/"
ADMIN_DIRECTIVES = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
}


class PolicyMiddleware(CSPMiddleware):
    """Writes the policy header; money and bids are never handled under the looser prefix."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy of this response; the Wagtail admin's replaces the two directives that its pages break."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN_PREFIX):
            parts.replace = ADMIN_DIRECTIVES | (parts.replace or {})
            parts.nonce = None
        return parts
