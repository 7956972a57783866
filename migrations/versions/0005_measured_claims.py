"""measured claims."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the step."""
    with op.batch_alter_table("article_claim", schema=None) as batch_op:
        batch_op.add_column(sa.Column("frameworks", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("measured", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("not_measured", sa.String(length=140), nullable=True))


def downgrade() -> None:
    """Take the step back."""
    with op.batch_alter_table("article_claim", schema=None) as batch_op:
        batch_op.drop_column("not_measured")
        batch_op.drop_column("measured")
        batch_op.drop_column("frameworks")
