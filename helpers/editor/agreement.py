"""How far two readers agree: of what both labelled, and of what both marked at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from attrs import frozen


@frozen
class Agreement:
    """What two readers' labels of the same things come to.

    `n` is how many things both labelled, `observed` the share of them with the same label.
    `kappa` and `alpha` are None where they are undefined; `why` then says so, else it is empty.
    """

    n: int
    observed: float | None
    kappa: float | None
    alpha: float | None
    why: str = ""


def agreement(first: Sequence[Hashable | None], second: Sequence[Hashable | None]) -> Agreement:
    """The agreement of two readers; at each place stand their labels of one thing, or None.

    What only one of the two labelled is left out, as both measures have it for two readers.
    """
    pairs = [
        (one, other)
        for one, other in zip(first, second, strict=True)
        if one is not None and other is not None
    ]
    if not pairs:
        return Agreement(0, None, None, None, "there is nothing that both labelled")
    observed = sum(one == other for one, other in pairs) / len(pairs)
    if len({label for pair in pairs for label in pair}) == 1:
        why = "both used one label only, so nobody can say what chance would have given"
        return Agreement(len(pairs), observed, None, None, why)
    return Agreement(len(pairs), observed, cohens_kappa(pairs), krippendorffs_alpha(pairs))


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa: (observed - expected) / (1 - expected).

    Expected is the agreement of two readers who deal out their own labels by chance, each as often
    as they used it. Undefined where all labels are the same.

    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20 (1960), 37-46.
    """
    n = len(pairs)
    observed = sum(one == other for one, other in pairs) / n
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(firsts[label] * seconds[label] for label in firsts) / n**2
    return (observed - expected) / (1 - expected)


def krippendorffs_alpha(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Krippendorff's alpha for nominal data of two readers: 1 - observed / expected disagreement.

    Expected is the disagreement of two labels drawn from all that both gave, without putting one
    back. Undefined where all labels are the same.

    Source: K. Krippendorff, Content Analysis (2nd ed. 2004), chapter 11, and Computing
    Krippendorff's Alpha-Reliability (2011), part B.
    """
    observed = sum(one != other for one, other in pairs) / len(pairs)
    labels = Counter(label for pair in pairs for label in pair)
    n = labels.total()
    expected = 1 - sum(count * (count - 1) for count in labels.values()) / (n * (n - 1))
    return 1 - observed / expected


@frozen
class Marked:
    """How much of what they marked two readers share: passages with a row in a table.

    `both` counts those that overlap, one to one, and `exact` those of them that begin and end at
    the same letter.
    """

    first: int
    second: int
    both: int
    exact: int

    @property
    def f1(self) -> float | None:
        """The F1 of passages that overlap; None where neither reader marked any."""
        return f1(self.both, self.first, self.second)

    @property
    def f1_exact(self) -> float | None:
        """The F1 of passages that are the same; None where neither reader marked any."""
        return f1(self.exact, self.first, self.second)


def f1(both: int, first: int, second: int) -> float | None:
    """The harmonic mean of precision and recall, the same whoever is the reference.

    None where there is nothing on either side.

    Source: C. J. van Rijsbergen, Information Retrieval (2nd ed. 1979), chapter 7; for spans of two
    readers: G. Hripcsak and A. S. Rothschild, JAMIA 12 (2005), 296-298.
    """
    return 2 * both / (first + second) if first + second else None
