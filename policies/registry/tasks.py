"""What the registry owes: a department's file tried, and let in."""

from cms.kernel.errands import RECORDS, errand
from policies.registry.facts import FactImport
from policies.registry.progress import forget_progress, reporting
from policies.registry.pushing import let_in_push
from policies.registry.services import load_import
from policies.registry.trying import try_file


@errand(queue=RECORDS)
def try_import(import_id: int) -> None:
    """The file has been tried row by row; nothing of it stands in the registry."""
    try_file(import_id)


@errand()
def load_queued_import(import_id: int) -> None:
    """The file's rows stand in the registry; its page tells meanwhile how far it is."""
    one = FactImport.objects.get(pk=import_id)
    try:
        load_import(import_id, reporting(one))
    finally:
        forget_progress(one)


@errand(queue=RECORDS)
def try_push(import_id: int) -> None:
    """A department's push has been tried, and its acceptable rows are queued."""
    let_in_push(import_id)
