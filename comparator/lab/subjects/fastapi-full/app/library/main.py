from fastapi import FastAPI

from .admin import admin
from .routers import accounts, api, pages

app = FastAPI()
app.include_router(api.router)
app.include_router(pages.router)
app.include_router(accounts.router)
admin.mount_to(app)
