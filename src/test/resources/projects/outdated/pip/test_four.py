import unittest

import four


class FourTest(unittest.TestCase):
    def test_four(self):
        self.assertEqual(4, four.four())
