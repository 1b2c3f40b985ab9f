"""The demo county's code sets: entered by the services of `import_codes`, with editions and a history of places."""

import time

import pytest
from django.utils import translation

from cms.demo.director.codes import enter_codes
from cms.demo.director.town import Town
from policies.models import CodeChange, CodeEdition
from policies.registry.code_sets import present_code
from policies.registry.codes import CodeSet
from policies.registry.naming import code_name

pytestmark = pytest.mark.django_db


def test_the_registers_of_codes_have_editions_and_history() -> None:
    town = Town(1)
    town.settle()
    enter_codes(town)
    editions = CodeEdition.objects.filter(code_set=CodeSet.REGION).values_list("year", flat=True)
    assert sorted(editions) == [2019, 2020, 2023]
    assert present_code(CodeSet.REGION, "341826203000") == "341826202000"
    with translation.override("zh-hans"):
        assert code_name("341826203", CodeSet.REGION) == "老庵乡"
        assert code_name("341826400000", CodeSet.REGION) == "云川经济开发区"
    changes = CodeChange.objects.count()
    enter_codes(town)
    assert (CodeChange.objects.count(), CodeEdition.objects.count()) == (changes, 4)


def test_entering_them_costs_the_demo_next_to_nothing() -> None:
    town = Town(1)
    town.settle()
    started = time.process_time()
    enter_codes(town)
    assert time.process_time() - started < 1
