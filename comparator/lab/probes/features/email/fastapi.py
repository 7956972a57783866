"""Sends a message with fastapi-mail from a path operation and catches it with its recorder."""

import json
from email import message_from_bytes, policy

from fastapi import FastAPI
from fastapi.testclient import TestClient
from fastapi_mail import ConnectionConfig, FastMail, MessageSchema, MessageType
from fastapi_mail.schemas import MultipartSubtypeEnum

mail = FastMail(
    ConnectionConfig(
        MAIL_USERNAME="",
        MAIL_PASSWORD="",
        MAIL_FROM="shop@example.org",
        MAIL_SERVER="localhost",
        MAIL_PORT=25,
        MAIL_STARTTLS=False,
        MAIL_SSL_TLS=False,
        SUPPRESS_SEND=1,
    )
)
app = FastAPI()


@app.post("/order")
async def order() -> str:
    message = MessageSchema(
        subject="Café order",
        recipients=["ada@example.org"],
        body="<p>Thank you.</p>",
        alternative_body="Thank you.",
        subtype=MessageType.html,
        multipart_subtype=MultipartSubtypeEnum.alternative,
    )
    await mail.send_message(message)
    return "ordered"


with mail.record_messages() as outbox:
    assert TestClient(app).post("/order").json() == "ordered"
(caught,) = outbox
read = message_from_bytes(caught.as_bytes(), policy=policy.default)
assert (read["Subject"], read["To"]) == ("Café order", "ada <ada@example.org>"), read.items()
assert read["From"] == "shop@example.org", read["From"]
assert read.get_body(("plain",)).get_content().strip() == "Thank you."
assert read.get_body(("html",)).get_content().strip() == "<p>Thank you.</p>"
note = "fastapi-mail takes the message in an awaited call, and a test records it."
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-mail"]}))
