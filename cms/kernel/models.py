"""The kernel's models, as a table of contents."""

from cms.kernel.calendar import CalendarDay
from cms.kernel.clock import BusinessClock
from cms.kernel.errands import Errand
from cms.kernel.exports.models import Export
from cms.kernel.files.models import StoredFile
from cms.kernel.jobs.models import Job
from cms.kernel.knocking.models import Knocks
from cms.kernel.messages.models import Message
from cms.kernel.people.models import Membership, Party, User
from cms.kernel.refusals import RefusedCount, RefusedMessage
from cms.kernel.trail import Event
from cms.kernel.workdays.models import DayChange

__all__ = [
    "BusinessClock",
    "CalendarDay",
    "DayChange",
    "Errand",
    "Event",
    "Export",
    "Job",
    "Knocks",
    "Membership",
    "Message",
    "Party",
    "RefusedCount",
    "RefusedMessage",
    "StoredFile",
    "User",
]
