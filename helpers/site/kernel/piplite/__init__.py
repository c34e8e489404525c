"""Takes the place of JupyterLite's installer, in a lab that asks for nothing outside its site.

The kernel imports it, and needs a newer micropip than the Pyodide that has all other packages.
"""

import sys


async def install(*_: object, **__: object) -> None:
    """What the kernel waits for before any cell: the answers that this browser keeps are brought.

    What it asks for is there already.
    """
    from helpers.student.browser import start

    try:
        await start()
    except Exception as error:  # a cell will say it better
        print(error, file=sys.stderr)
