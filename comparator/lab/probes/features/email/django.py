"""Sends a message with django.core.mail from a view and reads it back from the test outbox."""

import json
from email import message_from_bytes, policy

import django
from django.conf import settings
from django.core import mail
from django.core.mail import send_mail
from django.http import HttpResponse
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, DEFAULT_FROM_EMAIL="shop@example.org")
django.setup()


def order(request):
    html = "<p>Thank you.</p>"
    send_mail("Café order", "Thank you.", None, ["ada@example.org"], html_message=html)
    return HttpResponse("ordered")


urlpatterns = [path("order", order)]
setup_test_environment()
assert Client().post("/order").text == "ordered"
(caught,) = mail.outbox
read = message_from_bytes(caught.message().as_bytes(), policy=policy.default)
assert (read["Subject"], read["To"]) == ("Café order", "ada@example.org"), read.items()
assert read["From"] == "shop@example.org", read["From"]
assert read.get_body(("plain",)).get_content().strip() == "Thank you."
assert read.get_body(("html",)).get_content().strip() == "<p>Thank you.</p>"
note = "send_mail is in the box, and a test finds the message in an outbox."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
