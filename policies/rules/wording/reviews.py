"""Why a verdict is flagged for a person, where the language itself raises the flag."""

from policies.rules.facts import Label

REVIEWS = {
    "merged_predecessor_was_paid": Label(
        "被合并的前身企业已享受过本政策，请人工复核。",
        "A merged predecessor was already paid under this policy: a person must look.",
    ),
}
