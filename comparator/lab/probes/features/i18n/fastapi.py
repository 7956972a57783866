"""Show one page in German and in English with Starlette-Babel."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient
from jinja2 import Environment
from starlette_babel import LocaleMiddleware, get_translator
from starlette_babel.contrib.jinja import configure_jinja_env

PAGE = "{{ _('Good day') }} / {{ day | date('long') }} / {{ 1234.5 | number }}"
folder = Path("translations/de/LC_MESSAGES")
folder.mkdir(parents=True)
(folder / "messages.po").write_text("""
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Good day"
msgstr "Guten Tag"
""")
words = ["--quiet", "compile", "--directory", "translations"]
subprocess.run([sys.executable, "-m", "babel.messages.frontend", *words], check=True)


get_translator().load_from_directory("translations")
jinja = Environment()
configure_jinja_env(jinja)
app = FastAPI()
app.add_middleware(LocaleMiddleware, locales=["de", "en"], default_locale="en")


@app.get("/", response_class=PlainTextResponse)
def page():
    return jinja.from_string(PAGE).render(day=date(2026, 3, 1))


def read(language):
    return TestClient(app).get("/", headers={"Accept-Language": language}).text


assert read("de") == "Guten Tag / 1. März 2026 / 1.234,5"
assert read("en") == "Good day / March 1, 2026 / 1,234.5"

note = "Starlette-Babel reads catalogues, writes formats and picks the browser’s language."
print(json.dumps({"status": "yes", "note": note, "packages": ["Starlette-Babel"]}))
