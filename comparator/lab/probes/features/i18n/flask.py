"""Show one page in German and in English with Flask-Babel."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from flask import Flask, render_template_string, request
from flask_babel import Babel

PAGE = "{{ _('Good day') }} / {{ day | dateformat('long') }} / {{ 1234.5 | numberformat }}"
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


def best_language():
    return request.accept_languages.best_match(["de", "en"])


app = Flask(__name__)
Babel(app, locale_selector=best_language)


@app.get("/")
def page():
    return render_template_string(PAGE, day=date(2026, 3, 1))


def read(language):
    return app.test_client().get("/", headers={"Accept-Language": language}).text


assert read("de") == "Guten Tag / 1. März 2026 / 1.234,5"
assert read("en") == "Good day / March 1, 2026 / 1,234.5"

note = "Flask-Babel reads catalogues and writes formats; a function of ours picks the language."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Babel"]}))
