"""Takes the place of JupyterLite's installer, in a lab that asks for nothing outside its site.

The kernel imports it, and needs a newer micropip than the Pyodide that has all other packages.
"""
