from django.contrib import admin
from django.contrib.auth.views import LoginView
from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from library import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("schema", SpectacularAPIView.as_view()),
    # task: plain-text
    path("plaintext", views.plaintext),
    # end: plain-text
    # task: json
    path("json", views.message),
    # end: json
    # task: validated-body
    # task: page-of-rows
    path("books", views.Books.as_view()),
    # end: validated-body
    # end: page-of-rows
    # task: one-row
    path("books/<int:pk>", views.BookDetail.as_view()),
    # end: one-row
    # task: form
    path("suggest", views.suggest),
    path("thanks", views.thanks, name="thanks"),
    # end: form
    # task: sign-in
    path("sign-in", LoginView.as_view(template_name="library/sign-in.html")),
    path("me", views.me),
    # end: sign-in
    # task: streaming
    path("stream", views.stream),
    # end: streaming
]
