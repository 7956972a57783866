from sqlmodel import Field, SQLModel


# task: one-row
# task: page-of-rows
class Book(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str
    author: str
    year: int


# end: one-row
# end: page-of-rows


# task: sign-in
class User(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    password: str


# end: sign-in
