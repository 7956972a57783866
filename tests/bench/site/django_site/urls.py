"""The one address of this site."""

from django.urls import path
from grid.views import show

urlpatterns = [path("compare/<str:names>", show, name="compare")]
