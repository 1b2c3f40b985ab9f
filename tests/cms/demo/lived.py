"""A child process that lives the demo county until a day: `python -m tests.cms.demo.lived SIZE DAY`."""

import sys
from datetime import date

import django

django.setup()

from cms.demo.director.county_year import CountyYear  # noqa: E402

CountyYear(seed=2023, size=int(sys.argv[1]), last=date.fromisoformat(sys.argv[2])).live(lambda day, steps: None)
