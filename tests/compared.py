"""What a catalog compares, frameworks and stacks alike, as the site shows it."""

from comparator.catalog.framework_schema import Framework
from comparator.catalog.schema import Catalog


def compared(catalog: Catalog) -> dict[str, Framework]:
    """Return frameworks and stacks in order of slug; a stack has its base's release."""
    stacks = {
        slug: catalog.frameworks[item.base].model_copy(
            update={"name": item.name, "tagline": item.tagline}
        )
        for slug, item in catalog.stacks.items()
    }
    return dict(sorted({**catalog.frameworks, **stacks}.items()))
