"""Appoints the first administrator, who appoints everybody else in the browser."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.transaction import atomic

from cms.kernel.errors import Refused
from cms.kernel.people.models import PartyKind, User
from cms.kernel.people.services import appoint_first_administrator, register_party


class Command(BaseCommand):
    """`manage.py appoint_administrator EMAIL --department USCC --name NAME`; refused once there is an administrator."""

    help = "Appoint the first administrator: a person who has signed up, for a department."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and for which department."""
        parser.add_argument("email")
        parser.add_argument("--department", required=True, metavar="USCC")
        parser.add_argument("--name", default="", help="the department's name, if the house does not know it yet")

    @atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for an unknown address, a wrong code, or when there is an administrator."""
        user = User.objects.filter(email__iexact=options["email"], is_active=True).first()
        if user is None:
            raise CommandError(f"nobody has signed up as {options['email']}: do so at /accounts/signup/ first")
        uscc, name = options["department"], options["name"]
        try:
            party = register_party(uscc=uscc, name=name, kind=PartyKind.ORGAN, is_department=True, by=None)
            appoint_first_administrator(user=user, party=party)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.name} is the administrator, for {party.name}")
