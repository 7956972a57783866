from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette_admin.auth import AdminUser, AuthProvider
from starlette_admin.contrib.sqla import Admin, ModelView

from .database import engine, make_session
from .models import Book
from .users import SECRET, get_strategy, manager_on, transport


class StaffOnly(AuthProvider):
    """Lets in who has signed in to the site and is marked as a superuser."""

    async def authenticate(self, request: Request) -> AdminUser | None:
        token = request.cookies.get(transport.cookie_name)
        async with make_session() as session:
            user = await get_strategy().read_token(token, manager_on(session))
        allowed = user and user.is_active and user.is_superuser
        return AdminUser(username=user.name) if allowed else None

    async def render_login(self, request: Request, templates: object) -> Response:
        return RedirectResponse("/sign-in", status_code=303)

    async def logout(self, request: Request) -> Response:
        left = await transport.get_logout_response()
        return RedirectResponse("/sign-in", status_code=303, headers=left.headers)


admin = Admin(engine, title="Library", auth_provider=StaffOnly(), secret_key=SECRET)
admin.add_view(ModelView(Book))
