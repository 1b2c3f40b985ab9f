"""Until when an enterprise may confirm what a rule asks it to confirm."""

from datetime import date, timedelta

from policies.rules.syntax import Confirmation


def last_day_to_confirm(confirmation: Confirmation, asked_on: date) -> date | None:
    """The last day on which a confirmation is still accepted; None when the rule sets no end.

    Both a fixed day and a number of calendar days after the asking (the day itself not counted, Civil Code art. 201)
    may be set: the earlier one ends it.
    """
    ends = [confirmation.until] if confirmation.until else []
    if confirmation.days is not None:
        ends.append(asked_on + timedelta(days=confirmation.days))
    return min(ends) if ends else None
