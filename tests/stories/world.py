"""What both stories say in one word: a later moment in a house that keeps up, and a person who acts for a party."""

from datetime import date, datetime

from django.core.files.base import ContentFile

from cms.demo.director.town import authorisation
from cms.kernel.errands import run_due, tick
from cms.kernel.files.content import PDF
from cms.kernel.files.services import store_file
from cms.kernel.models import Membership, Party, User
from cms.kernel.people.services import claim_membership
from cms.kernel.roles import Role
from tests.conftest import Clock


def it_is(clock: Clock, moment: date | datetime) -> None:
    """It is that moment (of a day: nine o'clock), what fell due is done, and every errand of it is run."""
    clock.set(moment)
    the_house_keeps_up()


def the_house_keeps_up() -> None:
    """Ticks, and runs every errand that is due."""
    tick()
    run_due()


def signs_up(name: str, *, party: Party, role: Role) -> Membership:
    """A new person claims to act for the party, with a stamped authorisation that somebody has yet to look at."""
    person = User.objects.create_user(name=name, email=f"{party.uscc.lower()}@story.example")
    paper = ContentFile(authorisation(party, name), name="authorisation.pdf")
    proof = store_file(upload=paper, by=person, party=party, accepted=frozenset({PDF}))
    return claim_membership(user=person, party=party, role=role, proof=proof)
