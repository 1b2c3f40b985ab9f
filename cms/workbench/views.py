"""The workbench: what waits for the person, in the role they act under."""

from django.http import HttpResponse
from django.shortcuts import render

from cms.kernel.access import Act, HouseRequest, door


@door(Act.USE_WORKBENCH)
def home(request: HouseRequest) -> HttpResponse:
    """My first screen."""
    return render(request, "workbench/home.html")
