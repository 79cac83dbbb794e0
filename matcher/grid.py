"""From latitude and longitude to whole metres on the Dutch grid (Rijksdriehoek).

The polynomial of Schreutelkamp and Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en
WGS84-kaartcoördinaten", Geodesia 43 (2001) 64-69: powers of the difference with Amersfoort, in units of 10,000
seconds of arc.  Within the Netherlands it is right to well under a metre.  All of it is done in exact fractions, so
each machine gives the same metre.
"""

from fractions import Fraction

from matcher.errors import ReadError

_LATITUDE_0 = Fraction("52.15517440")
_LONGITUDE_0 = Fraction("5.38720621")
_SECONDS = Fraction("0.36")
_X_0 = 155_000
_Y_0 = 463_000

# (power of the latitude, power of the longitude, metres)
_X_TERMS = (
    (0, 1, Fraction("190094.945")),
    (1, 1, Fraction("-11832.228")),
    (2, 1, Fraction("-114.221")),
    (0, 3, Fraction("-32.391")),
    (1, 0, Fraction("-0.705")),
    (3, 1, Fraction("-2.340")),
    (1, 3, Fraction("-0.608")),
    (0, 2, Fraction("-0.008")),
    (2, 3, Fraction("0.148")),
)
_Y_TERMS = (
    (1, 0, Fraction("309056.544")),
    (0, 2, Fraction("3638.893")),
    (2, 0, Fraction("73.077")),
    (1, 2, Fraction("-157.984")),
    (3, 0, Fraction("59.788")),
    (0, 1, Fraction("0.433")),
    (2, 2, Fraction("-6.439")),
    (1, 1, Fraction("-0.032")),
    (0, 4, Fraction("0.092")),
    (1, 4, Fraction("-0.054")),
)

# The box around the European Netherlands; a strip of Belgium and Germany lies in it, the sea and the rest do not.
LATITUDES = (Fraction("50.7"), Fraction("53.6"))
LONGITUDES = (Fraction("3.3"), Fraction("7.3"))


def is_in_the_netherlands(latitude: Fraction, longitude: Fraction) -> bool:
    """Whether a point lies in the box around the Netherlands, where the polynomial holds."""
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def to_grid(latitude: Fraction, longitude: Fraction) -> tuple[int, int]:
    """Give whole metres east and north on the Dutch grid for degrees of latitude and longitude.

    Raises
    ------
    ReadError
        The point lies outside the Netherlands: the polynomial says nothing there.
    """
    if not is_in_the_netherlands(latitude, longitude):
        raise ReadError(
            f"The point {float(latitude)}, {float(longitude)} lies outside the Netherlands; the Dutch grid has no "
            "metres there. Check whether latitude and longitude were swapped."
        )
    north = _SECONDS * (latitude - _LATITUDE_0)
    east = _SECONDS * (longitude - _LONGITUDE_0)
    x = _X_0 + sum((metres * north**p * east**q for p, q, metres in _X_TERMS), Fraction(0))
    y = _Y_0 + sum((metres * north**p * east**q for p, q, metres in _Y_TERMS), Fraction(0))
    return _nearest(x), _nearest(y)


def _nearest(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
