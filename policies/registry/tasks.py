"""What the registry owes: a department's file let in."""

from cms.kernel.errands import errand
from policies.registry.services import load_import


@errand()
def load_queued_import(import_id: int) -> None:
    """The file's rows stand in the registry."""
    load_import(import_id)
