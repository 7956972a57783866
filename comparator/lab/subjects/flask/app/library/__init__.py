import os
from pathlib import Path

from flask import Flask

from . import accounts, api, pages
from .models import db


def create_app() -> Flask:
    app = Flask(__name__)
    app.config.from_mapping(
        SECRET_KEY="signs the sessions of the lab, which hold nothing of worth",
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{Path(os.environ['LAB_DATABASE']).resolve()}",
    )
    db.init_app(app)
    accounts.login_manager.init_app(app)
    app.register_blueprint(api.bp)
    app.register_blueprint(pages.bp)
    app.register_blueprint(accounts.bp)
    return app
