from django.urls import path

from . import views

urlpatterns = [
    path("greet", views.greet),
    path("subscribe", views.subscribe),
    path("remember", views.remember),
    path("fail", views.fail),
]
