"""Start the site, as ``soc-trang page`` does: ``python -m web app.py --server.port=8501``."""

import sys


def main() -> int:
    """Run Streamlit's command; unlike there, Ctrl-C ends it quietly and is no failure."""
    import click
    from streamlit.web.cli import main as streamlit

    try:
        streamlit(["run", *sys.argv[1:]], prog_name="streamlit", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
