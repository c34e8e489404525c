"""A link instead of an installation: a lesson as a folder of static files for any web server."""
