"""Make the README's pictures again, from the notebooks as JupyterLab shows them.

Run it from the kit's folder: python tests/pictures.py
"""

from pathlib import Path

from browser import Browser, JupyterLab, NotebookPage

ROOT = Path(__file__).parent.parent
PICTURES = {
    "question": ("notebooks/01_actors.ipynb", None),
    "map": ("notebooks/02_geography.ipynb", "maps.show(lesson)"),
    "orders": ("notebooks/03_timeline.ipynb", "charts.orders(lesson)"),
    "words": ("notebooks/04_sourcing.ipynb", "charts.words(lesson)"),
}


def main() -> None:
    """Run each notebook and take one picture: of a cell with its output, or of the window."""
    folder = ROOT / "tests" / "pictures"
    folder.mkdir(exist_ok=True)
    with JupyterLab(ROOT) as lab, Browser(width=1180, height=1000) as browser:
        for name, (path, code) in PICTURES.items():
            page = browser.new_page()
            notebook = NotebookPage.open(lab, page, path)
            if code is None:
                notebook.screenshot(folder / f"{name}.png", full=False)
                continue
            notebook.run_all()
            notebook.unfold()
            cell = notebook.cells.filter(has_text=code).first
            cell.scroll_into_view_if_needed()
            page.wait_for_timeout(1500)
            cell.screenshot(path=folder / f"{name}.png")
            page.close()


if __name__ == "__main__":
    main()
