"""The key projects, as context beside the levers of investment."""

from dataclasses import dataclass

from model.province.province import Province
from model.province.rows import Project
from ui.pieces.sources import Citation, cite
from ui.text.numbers import format_exact, format_number
from ui.text.words import name, say


@dataclass(frozen=True)
class ProjectNote:
    """A project in words."""

    title: str
    facts: list[str]
    source: Citation


def project_notes(province: Province, language: str) -> list[ProjectNote]:
    """Gather every key project."""
    return [_note(province, project, language) for project in province.projects.values()]


def _note(province: Province, project: Project, language: str) -> ProjectNote:
    if project.total_bn_vnd is None:
        facts = [say(language, "projects_no_amount")]
    else:
        amount = format_number(project.total_bn_vnd, 0, language)
        facts = [say(language, "projects_amount", amount=amount)]
    if project.length_km is not None:
        length = format_exact(project.length_km, language)
        facts.append(say(language, "projects_length", length=length))
    source = cite(province.sources[project.source], language)
    return ProjectNote(name(project, language), facts, source)
