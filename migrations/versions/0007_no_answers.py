"""why a recommendation cannot be put to the wizard."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the step."""
    with op.batch_alter_table("article_claim", schema=None) as batch_op:
        batch_op.add_column(sa.Column("no_answers", sa.String(length=140), nullable=True))


def downgrade() -> None:
    """Take the step back."""
    with op.batch_alter_table("article_claim", schema=None) as batch_op:
        batch_op.drop_column("no_answers")
