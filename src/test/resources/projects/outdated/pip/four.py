import doubler


def four():
    return doubler.twice(2)
