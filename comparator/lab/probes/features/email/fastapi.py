"""Sends a message with fastapi-mail from a path operation and catches it with its recorder."""

import json
from email.header import decode_header, make_header
from email.utils import parseaddr

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
bodies = {
    part.get_content_type(): part.get_payload(decode=True).decode().strip()
    for part in caught.walk()
    if not part.is_multipart()
}
assert str(make_header(decode_header(str(caught["Subject"])))) == "Café order", caught["Subject"]
assert parseaddr(str(caught["To"]))[1] == "ada@example.org", caught["To"]
assert parseaddr(str(caught["From"]))[1] == "shop@example.org", caught["From"]
assert bodies == {"text/plain": "Thank you.", "text/html": "<p>Thank you.</p>"}, bodies
note = "fastapi-mail sends it asynchronously and records test mail."
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-mail"]}))
