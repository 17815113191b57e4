"""What tests hold of commands."""

from __future__ import annotations


def refused(answer: tuple[int, str, str], *words: str) -> None:
    """Hold that a command ended with 2 and one sentence that contains ``words``."""
    code, out, err = answer
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    for word in words:
        assert word in err, err
