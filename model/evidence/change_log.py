"""The change log that the table of versions writes."""

from model.province.province import Province


def change_log(province: Province) -> str:
    """Write the change log in Markdown, the last version first."""
    lines = [
        "# Change log",
        "",
        "Every version that changes a result, from `versions.csv` by `python -m model changelog`.",
        "Growth of the first year, per cent.",
        "",
    ]
    for row in reversed(list(province.versions.values())):
        lines += [
            f"## {row.version} ({row.date})",
            "",
            f"- {row.changes_en} {row.changes_vi}",
            f"- Reference {row.reference_growth:.2f}, plan {row.plan_growth:.2f}; "
            f"link schema {row.schema}; results `{row.results}`.",
            "",
        ]
    return "\n".join(lines)
