"""Show a form, refuse a wrong post with its message and a forged one, and take a right one."""

import json
import re

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient
from starlette.middleware.sessions import SessionMiddleware
from starlette_wtf import CSRFProtectMiddleware, StarletteForm, csrf_protect
from wtforms import StringField
from wtforms.validators import DataRequired


class Suggestion(StarletteForm):
    title = StringField("Title", validators=[DataRequired("Which book?")])


app = FastAPI()
app.add_middleware(CSRFProtectMiddleware, csrf_secret="secret of forms")
app.add_middleware(SessionMiddleware, secret_key="secret of sessions")


@app.api_route("/suggest", methods=["GET", "POST"], response_class=HTMLResponse)
@csrf_protect
async def suggest(request: Request):
    form = await Suggestion.from_formdata(request)
    if await form.validate_on_submit():
        return f"Thanks for {form.title.data}"
    return f"{form.csrf_token}{form.title()}{form.title.errors}"


client = TestClient(app)
page = client.get("/suggest").text
assert 'name="title"' in page, page
token = re.search(r'value="([^"]+)"', page)[1]
wrong = client.post("/suggest", data={"title": "", "csrf_token": token})
assert "Which book?" in wrong.text, wrong.text
right = client.post("/suggest", data={"title": "Kim", "csrf_token": token})
assert right.text == "Thanks for Kim"
assert client.post("/suggest", data={"title": "Kim"}).status_code == 403

note = "A form class draws its fields, checks what is posted and refuses a post without its token."
print(json.dumps({"status": "yes", "note": note, "packages": ["starlette-wtf"]}))
