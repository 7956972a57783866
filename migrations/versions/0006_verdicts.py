"""verdicts on claims, disagreements, questions asked."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("disagreement", "asked")


def upgrade() -> None:
    """Apply the step."""
    with op.batch_alter_table("article_claim", schema=None) as batch_op:
        batch_op.add_column(sa.Column("verdict", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("criterion", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("no_criterion", sa.String(length=140), nullable=True))
        batch_op.add_column(sa.Column("duplicate_of", sa.String(length=4), nullable=True))
        batch_op.add_column(sa.Column("recommendation", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("evidence", sa.JSON(none_as_null=True), nullable=True))
    for name in TABLES:
        op.create_table(
            name,
            sa.Column("edition_id", sa.Integer(), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("slug", sa.String(length=60), nullable=False),
            sa.Column("data", sa.JSON(), nullable=False),
            sa.Column("id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                ["edition_id"],
                ["edition.id"],
                name=op.f(f"fk_{name}_edition_id_edition"),
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
            sa.UniqueConstraint("edition_id", "slug", name=op.f(f"uq_{name}_edition_id")),
        )
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{name}_edition_id"), ["edition_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    for name in TABLES:
        op.drop_table(name)
    with op.batch_alter_table("article_claim", schema=None) as batch_op:
        for column in (
            "evidence",
            "recommendation",
            "duplicate_of",
            "no_criterion",
            "criterion",
            "reason",
            "verdict",
        ):
            batch_op.drop_column(column)
