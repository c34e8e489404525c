"""What a cell with `%pip install` becomes."""


async def get_transformed_code(_: list[str]) -> str:
    """Code that says that nothing is installed."""
    words = "Nothing more can be installed in the lab. What the notebooks need is there."
    return f"print({words!r})"
