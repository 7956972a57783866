import os
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends
from sqlmodel import Session, create_engine

# FastAPI may run one request in several threads, one after the other.
engine = create_engine(
    f"sqlite:///{os.environ['LAB_DATABASE']}", connect_args={"check_same_thread": False}
)


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
