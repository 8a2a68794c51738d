import unittest

from money import total


class MoneyTest(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(total(1, 2), 3)

    def test_adds_nothing(self):
        self.assertEqual(total(), 0)
