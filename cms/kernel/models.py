"""The kernel's models, as a table of contents."""

from cms.kernel.calendar import CalendarDay
from cms.kernel.clock import BusinessClock
from cms.kernel.errands import Errand
from cms.kernel.people.models import Membership, Party, User
from cms.kernel.trail import Event, RefusedMessage

__all__ = ["BusinessClock", "CalendarDay", "Errand", "Event", "Membership", "Party", "RefusedMessage", "User"]
