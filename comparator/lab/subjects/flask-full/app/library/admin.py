from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_admin.form import SecureForm
from flask_login import current_user

from .models import Book, db


class BookView(ModelView):
    form_base_class = SecureForm

    def is_accessible(self) -> bool:
        return current_user.has_role("staff")


def init_app(app: Flask) -> None:
    Admin(app, name="Library").add_view(BookView(Book, db))
