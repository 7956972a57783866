"""Draw a form by a helper and a layout, with the template pack for Bootstrap 5."""

import json

import django
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.conf import settings
from django.template import Context, Template

settings.configure(
    CRISPY_ALLOWED_TEMPLATE_PACKS="bootstrap5",
    CRISPY_TEMPLATE_PACK="bootstrap5",
    INSTALLED_APPS=["crispy_forms", "crispy_bootstrap5"],
    ROOT_URLCONF=__name__,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
)
django.setup()
urlpatterns = []


class Book(forms.Form):
    title = forms.CharField()
    year = forms.IntegerField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(Fieldset("A book", "year", "title"), Submit("save", "Save"))


template = Template("{% load crispy_forms_tags %}{% crispy form %}")
page = template.render(Context({"form": Book({"year": 1999})}))
assert "<legend>A book</legend>" in page, page
assert page.index('name="year"') < page.index('name="title"') < page.index('name="save"'), page
assert 'class="textinput form-control is-invalid"' in page, page
assert "This field is required." in page, page

note = (
    "A layout orders a form’s fields, and the tag draws it with Bootstrap 5 by the template pack."
)
print(json.dumps({"status": "yes", "note": note, "packages": ["django-crispy-forms"]}))
