import os
from pathlib import Path

from apiflask import APIFlask
from flask_migrate import Migrate

from . import accounts, api, pages
from .models import db

migrate = Migrate()


def create_app() -> APIFlask:
    app = APIFlask(__name__, title="Library")
    app.config.from_mapping(
        SECRET_KEY="signs the sessions of the lab, which hold nothing of worth",
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{Path(os.environ['LAB_DATABASE']).resolve()}",
    )
    db.init_app(app)
    migrate.init_app(app, db)
    accounts.login_manager.init_app(app)
    app.register_blueprint(api.bp)
    app.register_blueprint(pages.bp)
    app.register_blueprint(accounts.bp)
    return app
