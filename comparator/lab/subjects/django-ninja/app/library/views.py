from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.generic import ListView

from .forms import SuggestionForm
from .models import Book


# task: plain-text
def plaintext(request):
    return HttpResponse("Hello, World!", content_type="text/plain")


# end: plain-text


# task: page-of-rows
class BookList(ListView):
    model = Book
    ordering = "id"
    paginate_by = 12


# end: page-of-rows


# task: form
def suggest(request):
    form = SuggestionForm(request.POST or None)
    if form.is_valid():
        return redirect("thanks")
    return render(request, "library/suggest.html", {"form": form})


def thanks(request):
    return render(request, "library/thanks.html")


# end: form


# task: sign-in
@login_required
def me(request):
    return render(request, "library/me.html")


# end: sign-in


# task: streaming
def stream(request):
    # Under ASGI Django reads this generator to its end before it sends the rows one by one;
    # an asynchronous one would have the same fault under WSGI, which is the usual interface.
    rows = (f"row {number}\n" for number in range(1, 101))
    return StreamingHttpResponse(rows, content_type="text/plain")


# end: streaming
