from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

from .routers import accounts, api, pages

app = FastAPI()
# task: sign-in
app.add_middleware(
    SessionMiddleware, secret_key="signs the sessions of the lab, which hold nothing of worth"
)
# end: sign-in
app.include_router(api.router)
app.include_router(pages.router)
app.include_router(accounts.router)
