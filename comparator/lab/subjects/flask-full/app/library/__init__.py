import os
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate

from . import accounts, admin, api, pages
from .models import db

migrate = Migrate()


def create_app() -> Flask:
    app = Flask(__name__)
    app.config.from_mapping(
        SECRET_KEY="signs the sessions of the lab, which hold nothing of worth",
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{Path(os.environ['LAB_DATABASE']).resolve()}",
    )
    db.init_app(app)
    migrate.init_app(app, db)
    accounts.init_app(app)
    admin.init_app(app)
    app.register_blueprint(api.bp)
    app.register_blueprint(pages.bp)
    app.register_blueprint(accounts.bp)
    return app
