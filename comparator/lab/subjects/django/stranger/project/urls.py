"""As `django-admin startproject` makes it, with the views included as the tutorial does."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("pages.urls")),
    path("admin/", admin.site.urls),
]
