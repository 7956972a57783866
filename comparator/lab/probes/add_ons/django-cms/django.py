"""Make a page with a paragraph in it by the CMS and show it to a visitor."""

import json
import os
import subprocess
import sys
from pathlib import Path

import django

SETTINGS = """
ALLOWED_HOSTS = ["testserver"]
CMS_CONFIRM_VERSION4 = True
CMS_TEMPLATES = [("page.html", "Page")]
INSTALLED_APPS += ["django.contrib.sites", "cms", "menus", "treebeard", "sekizai"]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
MIDDLEWARE += [
    "cms.middleware.user.CurrentUserMiddleware",
    "cms.middleware.page.CurrentPageMiddleware",
    "cms.middleware.toolbar.ToolbarMiddleware",
    "cms.middleware.language.LanguageCookieMiddleware",
]
SITE_ID = 1
TEMPLATES[0]["DIRS"] = ["templates"]
TEMPLATES[0]["OPTIONS"]["context_processors"] += [
    "cms.context_processors.cms_settings",
    "sekizai.context_processors.sekizai",
]
X_FRAME_OPTIONS = "SAMEORIGIN"
"""
PAGE = (
    "{% load cms_tags sekizai_tags %}{% render_block 'css' %}"
    "<h1>{% page_attribute 'title' %}</h1>{% placeholder 'content' %}{% render_block 'js' %}"
)
URLS = '\nfrom django.urls import include\nurlpatterns += [path("", include("cms.urls"))]\n'

subprocess.run([sys.executable, "-m", "django", "startproject", "project", "."], check=True)
Path("templates").mkdir()
Path("templates/page.html").write_text(PAGE)
Path("templates/text.html").write_text("<p>Every fish swims.</p>")
for name, more in (("settings", SETTINGS), ("urls", URLS)):
    with Path(f"project/{name}.py").open("a") as file:
        file.write(more)
os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
django.setup()

from cms.api import add_plugin, create_page
from cms.plugin_base import CMSPluginBase
from cms.plugin_pool import plugin_pool
from django.core.management import call_command
from django.test import Client


@plugin_pool.register_plugin
class TextPlugin(CMSPluginBase):
    name = "Text"
    render_template = "text.html"


call_command("migrate", verbosity=0)
page = create_page("Fish", "page.html", "en", slug="fish")
add_plugin(page.get_placeholders("en").get(slot="content"), "TextPlugin", "en")
answer = Client().get("/fish/")
assert answer.status_code == 200, answer.status_code
assert "<h1>Fish</h1><p>Every fish swims.</p>" in answer.text, answer.text

note = "A page is made with a plug-in in its placeholder, and a visitor reads it at its address."
print(json.dumps({"status": "yes", "note": note, "packages": ["django-cms"]}))
