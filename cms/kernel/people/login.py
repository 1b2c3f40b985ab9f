"""Logging in with an e-mail address or a mobile number and a password."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest

from cms.kernel.people.models import User


class EmailOrMobileBackend(ModelBackend):
    """Finds the person by e-mail address (any case) or mobile number, then checks the password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        """The active person whose login and password these are, or None."""
        login = username or kwargs.get("email") or kwargs.get("login")
        if not login or password is None:
            return None
        user = User.objects.filter(Q(email__iexact=login) | Q(mobile=login)).first()
        if user is None:
            User().set_password(password)  # the same work as for a known login, so that time tells nothing
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None
