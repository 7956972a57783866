"""Show one text in French and in English, as the browser asks for it."""

import json
import subprocess
import sys
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from fastapi_babel import BabelConfigs, BabelMiddleware, _

folder = Path("lang/fr/LC_MESSAGES")
folder.mkdir(parents=True)
(folder / "messages.po").write_text("""
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Good day"
msgstr "Bonjour"
""")
words = ["--quiet", "compile", "--directory", "lang"]
subprocess.run([sys.executable, "-m", "babel.messages.frontend", *words], check=True)

configs = BabelConfigs(
    ROOT_DIR=__file__, BABEL_DEFAULT_LOCALE="en", BABEL_TRANSLATION_DIRECTORY="lang"
)
app = FastAPI()
app.add_middleware(BabelMiddleware, babel_configs=configs)


@app.get("/")
async def page():
    return _("Good day")


def read(language):
    return TestClient(app).get("/", headers={"Accept-Language": language}).json()


assert read("fr") == "Bonjour"
assert read("en") == "Good day"

note = "A text is shown in the language that the browser asks for, from a gettext catalogue."
print(json.dumps({"status": "yes", "note": note, "packages": ["fastapi-babel"]}))
