"""The roots of 2 of few bits that the exponentials in tables begin with."""
from polynomial_fit import *

LN2 = mp.log(2)
STEPS = 16


def choose_root(i):
    """A number s of 26 bits near 2^(i/16) and an offset ln(2^(i/16) / s), s such that the offset is a multiple of
    2^-57 to less than 2^-63: added to a number of that kind, it is added without error."""
    root, best = mp.mpf(2) ** (mp.mpf(i) / STEPS), None
    if i == 0:
        return root, mp.mpf(0)
    middle = mp.nint(root * 2**25)
    for k in range(-200, 201):
        s = (middle + k) / 2**25
        # For n = i/16 - 1, so 1/2 <= 2^n < 1, this also makes up for what n times the double of ln 2 lacks.
        exact = mp.log(root / s) - (mp.mpf(i) / STEPS - 1) * (LN2 - round_to(53, LN2))
        offset = mp.nint(exact * 2**57) / mp.mpf(2) ** 57
        best = min(best or (1,), (abs(offset - exact), s, offset))
    return best[1:]
