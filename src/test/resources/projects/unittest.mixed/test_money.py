import unittest

from money import total


class MoneyTest(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(total(1, 2), 3)

    def test_fails(self):
        self.assertEqual(total(1, 2), 4)

    def test_breaks(self):
        raise ValueError("no money")

    @unittest.skip("not today")
    def test_rests(self):
        pass
