"""Four views as Django's documentation shows them."""

from django.http import HttpResponse
from django.shortcuts import render


def greet(request):
    return render(request, "pages/greet.html", {"name": request.GET["name"]})


def subscribe(request):
    if request.method == "POST":
        return HttpResponse(f"Thank you: {len(request.POST['email'])} characters")
    return render(request, "pages/subscribe.html")


def remember(request):
    request.session["visited"] = True
    return HttpResponse("Remembered")


def fail(request):
    colour = "ultramarine"
    raise RuntimeError(f"the pot of {colour} fell")
