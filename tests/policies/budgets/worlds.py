"""A budget line with money in it, made by the services."""

from cms.kernel.money import from_fen
from cms.kernel.people.models import User
from cms.kernel.roles import Role
from policies.budgets.models import BudgetLine
from policies.budgets.services import appropriate, open_line
from tests.policies.officers import a_department, a_person


def a_line(*, fen: int = 0, code: str = "2023-01", by: User | None = None) -> BudgetLine:
    """A line with `fen` available."""
    maker = by or a_person(Role.MAKER)
    line = open_line(fiscal_year=2023, code=code, name="制造业升级奖补", department=a_department(), by=maker)
    if fen:
        appropriate(line_id=line.pk, amount=from_fen(fen), document=f"财预〔2023〕{code}号", by=maker)
    return line
