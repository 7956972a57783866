from flask import Blueprint, Flask, render_template
from flask_login import current_user
from flask_security import Security, SQLAlchemyUserDatastore, auth_required

from .models import Role, User, db

bp = Blueprint("accounts", __name__)
users = SQLAlchemyUserDatastore(db, User, Role)
security = Security(datastore=users)


# task: sign-in
def init_app(app: Flask) -> None:
    """Let Flask-Security serve the form and check what comes back; Flask-Login keeps the reader."""
    app.config.update(
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_PASSWORD_SALT="goes into the hashes of the lab, which guard nothing of worth",
        SECURITY_POST_LOGIN_VIEW="accounts.me",
        SECURITY_USERNAME_ENABLE=True,
        SECURITY_USERNAME_MIN_LENGTH=3,  # of four as shipped: "ada" has three letters
    )
    security.init_app(app)


@bp.get("/me")
@auth_required()
def me():
    return render_template("me.html", name=current_user.username)


# end: sign-in
