from django.contrib import admin
from django.contrib.auth.views import LoginView
from django.urls import path

from library import views
from project.api import api

urlpatterns = [
    path("admin/", admin.site.urls),
    # task: plain-text
    path("plaintext", views.plaintext),
    # end: plain-text
    # task: json
    # task: validated-body
    # task: page-of-rows
    # task: one-row
    path("", api.urls),
    # end: json
    # end: validated-body
    # end: page-of-rows
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
