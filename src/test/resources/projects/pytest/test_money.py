from money import total


def test_adds():
    assert total(1, 2) == 3


def test_adds_nothing():
    assert total() == 0
