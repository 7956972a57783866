"""Draw a refused form with Bootstrap's classes by the template tags."""

import json

import django
from django import forms
from django.conf import settings
from django.template import Context, Template

settings.configure(
    INSTALLED_APPS=["bootstrap4"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
)
django.setup()


class Book(forms.Form):
    title = forms.CharField(help_text="As on the cover.")


template = Template("{% load bootstrap4 %}{% bootstrap_css %}{% bootstrap_form form %}")
page = template.render(Context({"form": Book({"title": ""})}))
assert "bootstrap.min.css" in page, page
assert '<div class="form-group' in page, page
assert 'class="form-control is-invalid"' in page, page
assert "As on the cover." in page, page
assert "This field is required." in page, page

note = "Its tags link Bootstrap 4 and draw a form with its classes, its help and its error."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-bootstrap4"]}))
