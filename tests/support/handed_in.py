"""A class while it is graded, to which files are handed in without any being written."""

from attrs import frozen

from helpers.grading.lms.platform import Owner
from helpers.grading.submissions.collect import Found
from helpers.grading.submissions.store import ClassStore
from helpers.grading.submissions.submission import Submission


@frozen
class Class:
    """A class while it is graded, to which files are handed in."""

    store: ClassStore

    def hand_in(
        self,
        path,
        kind="file",
        who="Ana",
        reason="",
        *,
        name="",
        late=False,
        number=0,
        is_draft=False,
        changed=0,
        **said,
    ):
        """Add a file of somebody: what it says of itself, or the reason why it says nothing."""
        owner = Owner(who, name or who, late=late, number=number, is_draft=is_draft)
        about = {"answers": {}, "texts": {}, "opened": (), "attempts": ()}
        about |= dict.fromkeys(
            ("student", "copy", "assignment", "last", "handed_in", "fingerprint"), ""
        )
        file = Found(path, kind, owner, bytes, changed)
        self.store.add(file, None if reason else Submission(**about | said), reason)

    def rows(self):
        """Return id, name, file and reason of each student."""
        return [(one.id, one.name, one.path, one.reason) for one in self.store.students()]

    def said(self):
        """Return what is to be said of each file, by path."""
        found = {}
        for path, _, reason in self.store.problems():
            found.setdefault(path, set()).add(reason)
        return found
