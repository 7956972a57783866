"""calibration."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the step."""
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("calibration", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Take the step back."""
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_column("calibration")
