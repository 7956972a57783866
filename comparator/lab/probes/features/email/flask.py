"""Sends a message with Flask-Mailman from a view and reads it back from its test outbox."""

import json
from email import message_from_bytes, policy

from flask import Flask
from flask_mailman import EmailMultiAlternatives, Mail

app = Flask(__name__)
app.config.update(MAIL_BACKEND="locmem", MAIL_DEFAULT_SENDER="shop@example.org")
mail = Mail(app)


@app.post("/order")
def order() -> str:
    message = EmailMultiAlternatives("Café order", "Thank you.", to=["ada@example.org"])
    message.attach_alternative("<p>Thank you.</p>", "text/html")
    message.send()
    return "ordered"


assert app.test_client().post("/order").text == "ordered"
(caught,) = app.extensions["mailman"].outbox
with app.app_context():
    read = message_from_bytes(caught.message().as_bytes(), policy=policy.default)
assert (read["Subject"], read["To"]) == ("Café order", "ada@example.org"), read.items()
assert read["From"] == "shop@example.org", read["From"]
assert read.get_body(("plain",)).get_content().strip() == "Thank you."
assert read.get_body(("html",)).get_content().strip() == "<p>Thank you.</p>"
note = "Flask-Mailman takes the message, and a test finds it in an outbox."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Mailman"]}))
