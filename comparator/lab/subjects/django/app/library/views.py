import json

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import ListView

from .forms import BookForm, SuggestionForm
from .models import Book


# task: plain-text
def plaintext(request):
    return HttpResponse("Hello, World!", content_type="text/plain")


# end: plain-text


# task: json
def message(request):
    return JsonResponse({"message": "Hello, World!"})


# end: json


# task: validated-body
@csrf_exempt  # whoever sends JSON holds no token
def books(request):
    if request.method == "POST":
        return check_book(request)
    return BookList.as_view()(request)


def check_book(request):
    try:
        data = json.loads(request.body)
    except ValueError:
        return JsonResponse({"error": "Send one book as JSON."}, status=400)
    form = BookForm(data if isinstance(data, dict) else {})
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    return JsonResponse(form.cleaned_data, status=201)


# end: validated-body


# task: page-of-rows
class BookList(ListView):
    model = Book
    ordering = "id"
    paginate_by = 12


# end: page-of-rows


# task: one-row
def show_book(request, number):
    book = get_object_or_404(Book, pk=number)
    return JsonResponse(
        {"id": book.id, "title": book.title, "author": book.author, "year": book.year}
    )


# end: one-row


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
