"""The production settings, each observed default turned: for control.py only."""

from .settings import *  # noqa: F403 - a settings module that changes another one
from .settings import MIDDLEWARE, TEMPLATES

OFF = {
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
}

DEBUG = True
ALLOWED_HOSTS = ["*"]
MIDDLEWARE = [name for name in MIDDLEWARE if name not in OFF]
SECURE_CONTENT_TYPE_NOSNIFF = False
SESSION_COOKIE_SECURE = True
TEMPLATES[0]["OPTIONS"]["autoescape"] = False
