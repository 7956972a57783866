"""What every file's model is made of: the settings that all share, and constrained values."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=60)]
EditionName = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){1,2}$", max_length=20)]
# No database that the site supports can hold NUL, and no page should hold other controls.
PRINTED = r"^[^\x00-\x1f\x7f]+$"
Line = Annotated[str, StringConstraints(max_length=140, pattern=PRINTED)]
Text = Annotated[str, StringConstraints(max_length=600, pattern=PRINTED)]
Place = Annotated[str, StringConstraints(max_length=240, pattern=PRINTED)]
Prose = Annotated[str, StringConstraints(max_length=1_200, pattern=PRINTED)]
Remark = Annotated[str, StringConstraints(max_length=600, pattern=r"^[^\x00-\x1f\x7f]*$")]
Code = Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$")]
Level = Annotated[int, Field(ge=0, le=4)]
Count = Annotated[int, Field(ge=0)]
Figure = Annotated[float, Field(ge=0, allow_inf_nan=False)]
ClaimCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{3}$")]
Address = Annotated[HttpUrl, Field(max_length=300)]


class Shape(BaseModel):
    """The settings that all files share."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
