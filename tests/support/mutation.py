"""Small faults put into a module, one at a time: slips that its author could have made."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
OTHER_CALL = {"min": "max", "max": "min", "any": "all", "all": "any"}
CLEANING = {"strip", "lstrip", "rstrip", "lower", "casefold", "upper", "reversed", "sorted", "abs"}


@frozen
class Mutant:
    """One fault: bytes `start` to `end` of a file become `new`."""

    path: str  # below the root, with forward slashes
    line: int
    last: int  # line
    start: int
    end: int
    old: str
    new: str

    def put_into(self, source: bytes) -> bytes:
        """Return the file's bytes with the fault in them."""
        return source[: self.start] + self.new.encode() + source[self.end :]


def mutants(path: Path, root: Path) -> list[Mutant]:
    """Return every fault that is tried in a Python file, from its top to its end."""
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return [
        Mutant(
            path=path.relative_to(root).as_posix(),
            line=place.lineno,
            last=place.end_lineno,
            start=starts[place.lineno - 1] + place.col_offset,
            end=starts[place.end_lineno - 1] + place.end_col_offset,
            old=ast.unparse(place),
            new=_written(changed),
        )
        for node in _code(ast.parse(source))
        for place, changed in _changes(node)
    ]


def _written(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if isinstance(node, ast.stmt) else f"({text})"


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs: no types, no text for people, no imports, nothing that raises."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params", "func"):
            value = value.value if name == "func" and isinstance(value, ast.Attribute) else None
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_left(child):
                yield child
                yield from _code(child)


def _is_left(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Raise() | ast.Assert():
            return True
        case ast.JoinedStr():  # where its parts stand is known from Python 3.12 on only
            return True
        case ast.Expr(value=ast.Constant()):  # a docstring
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Call(func=ast.Name(id="cast" | "TypeVar" | "NewType")):
            return True
    return False


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _without_each(values: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for place in range(len(values)):
        yield [*values[:place], *values[place + 1 :]]


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Yield what is replaced, the node or a part of it, and what takes its place."""
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                if type(op) in TURNED:
                    turned = [*ops[:place], TURNED[type(op)](), *ops[place + 1 :]]
                    yield node, _with(node, ops=turned)
        case ast.BoolOp(op=op, values=values):
            yield node, _with(node, op=TURNED[type(op)]())
            for kept in _without_each(values):
                yield node, _with(node, values=kept) if len(kept) > 1 else kept[0]
        case ast.BinOp(op=op) if type(op) in TURNED:
            yield node, _with(node, op=TURNED[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield node, operand
        case ast.Constant(value=bool(value)):
            yield node, ast.Constant(value=not value)
        case ast.Constant(value=int(value)):
            yield node, ast.Constant(value=value + 1)
        case ast.Constant(value=float(value)):
            yield node, ast.Constant(value=round(value * 1.06, 6))
            yield node, ast.Constant(value=round(value * 0.94, 6))
        case ast.Constant(value=str(value)) if _is_signs(value):
            for place in range(len(value)):
                yield node, ast.Constant(value=value[:place] + value[place + 1 :])
        case ast.Set(elts=elts) if len(elts) > 1:
            for kept in _without_each(elts):
                yield node, _with(node, elts=kept)
        case ast.Tuple(elts=elts, ctx=ast.Load()) if len(elts) > 2:
            for kept in _without_each(elts):
                yield node, _with(node, elts=kept)
        case ast.Dict(keys=keys, values=values) if len(keys) > 1:
            for names, kept in zip(_without_each(keys), _without_each(values), strict=True):
                yield node, _with(node, keys=names, values=kept)
        case ast.IfExp(body=body, orelse=orelse):
            yield node, body
            yield node, orelse
        case ast.If(test=test):
            yield test, ast.Constant(value=True)
            yield test, ast.Constant(value=False)
        case ast.comprehension(ifs=ifs):
            for test in ifs:
                yield test, ast.Constant(value=True)
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Continue() | ast.Break():
            yield node, ast.Pass()
        case ast.Subscript(slice=ast.Slice(lower=lower, upper=upper) as part, ctx=ast.Load()):
            if lower is not None:
                yield node, _with(node, slice=_with(part, lower=None))
            if upper is not None:
                yield node, _with(node, slice=_with(part, upper=None))
        case ast.Call(func=func, args=args, keywords=keywords):
            yield from _changed_calls(node, func, args)
            for place, one in enumerate(keywords):
                if one.arg and isinstance(one.value, ast.Constant | ast.Lambda | ast.Attribute):
                    kept = [*keywords[:place], *keywords[place + 1 :]]
                    yield node, _with(node, keywords=kept)


def _changed_calls(
    node: ast.Call, func: ast.expr, args: list[ast.expr]
) -> Iterator[tuple[ast.AST, ast.AST]]:
    match func:
        case ast.Name(id=name) if name in OTHER_CALL:
            yield node, _with(node, func=ast.Name(id=OTHER_CALL[name]))
        case ast.Name(id=name) if name in CLEANING and args:
            yield node, args[0]
        case ast.Attribute(value=ast.Name(id="re")):
            pattern = args[0]
            if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
                for weaker in _weaker_patterns(pattern.value):
                    yield pattern, ast.Constant(value=weaker)
        case ast.Attribute(value=value, attr=name) if name in CLEANING:
            yield node, value


def _is_signs(text: str) -> bool:
    """Signs that are looked for, such as quotation marks; not text that is joined or shown."""
    return 1 < len(text) < 16 and not any(sign.isalnum() or sign.isspace() for sign in text)


def _weaker_patterns(pattern: str) -> Iterator[str]:
    """Yield the pattern without each of its quantifiers and anchors, and others than it asks."""
    for place, sign in enumerate(pattern):
        if sign in "?*+^$" and place and pattern[place - 1] not in "\\([":
            weaker = pattern[:place] + pattern[place + 1 :]
            try:
                re.compile(weaker)
            except re.error:
                continue
            yield weaker
