from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.generic import ListView
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView

from .forms import SuggestionForm
from .models import Book
from .serializers import BookSerializer, NewBookSerializer


# task: plain-text
def plaintext(request):
    return HttpResponse("Hello, World!", content_type="text/plain")


# end: plain-text


# task: json
@extend_schema(responses=OpenApiTypes.OBJECT)
@api_view()
def message(request):
    return Response({"message": "Hello, World!"})


# end: json


# task: validated-body
class Books(APIView):
    @extend_schema(exclude=True)  # a page, and so none of the API's business
    def get(self, request):
        return BookList.as_view()(request)

    @extend_schema(request=NewBookSerializer, responses={201: NewBookSerializer})
    def post(self, request):
        serializer = NewBookSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response(serializer.data, status=status.HTTP_201_CREATED)


# end: validated-body


# task: page-of-rows
class BookList(ListView):
    model = Book
    ordering = "id"
    paginate_by = 12


# end: page-of-rows


# task: one-row
class BookDetail(generics.RetrieveAPIView):
    queryset = Book.objects.all()
    serializer_class = BookSerializer


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
