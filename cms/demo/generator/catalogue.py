"""The service catalogue of the intermediary supermarket: 5 categories, 35 types, and who is competent for each."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
REGULAR_MINIMUM = 3


@dataclass(frozen=True, slots=True)
class ServiceTypeInput:
    """One service type: its category, competent department (code), certificate, usual fee in yuan, agencies to come."""

    code: str
    name: str
    name_en: str
    category: str
    category_en: str
    category_code: str
    department: str
    certificate: str
    usual_fee_yuan: int
    agencies_wanted: int

    @property
    def is_regular(self) -> bool:
        """Whether enough agencies will be admitted for regular service."""
        return self.agencies_wanted >= REGULAR_MINIMUM


@cache
def service_types() -> tuple[ServiceTypeInput, ...]:
    """The 35 types in the order of the catalogue; codes are category letter and two digits (A01 …)."""
    with (DATA / "service_catalogue.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    letters = {name: "ABCDE"[place] for place, name in enumerate(dict.fromkeys(row["category_zh"] for row in rows))}
    counts: dict[str, int] = {}
    types = []
    for row in rows:
        letter = letters[row["category_zh"]]
        counts[letter] = counts.get(letter, 0) + 1
        types.append(
            ServiceTypeInput(
                code=f"{letter}{counts[letter]:02d}",
                name=row["type_zh"],
                name_en=row["type_en"],
                category=row["category_zh"],
                category_en=row["category_en"],
                category_code=letter,
                department=row["department"],
                certificate=row["certificate"],
                usual_fee_yuan=int(row["usual_fee_yuan"]),
                agencies_wanted=int(row["agencies_wanted"]),
            )
        )
    return tuple(types)
