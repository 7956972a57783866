"""stacks and add-ons."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the step."""
    with op.batch_alter_table("framework", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stack", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "add_on",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_add_on_edition_id_edition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_add_on")),
        sa.UniqueConstraint("edition_id", "slug", name=op.f("uq_add_on_edition_id")),
    )
    with op.batch_alter_table("add_on", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_add_on_edition_id"), ["edition_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("add_on")
    with op.batch_alter_table("framework", schema=None) as batch_op:
        batch_op.drop_column("stack")
