#pragma once

/// \file half_rounding.hpp
/// What a number is in a format of 16 bits.

#include "real.hpp"

namespace reference {

/// A format of 16 bits: significant bits, and the exponents of the smallest and above the largest number where
/// significands are in [1/2, 1).
struct format {
  int digits;
  mpfr_exp_t smallest_exponent, largest_exponent;
};
inline constexpr format float16{11, -23, 16}, bfloat16{8, -132, 128};

/// Rounded to the format, once, nearest even.
inline float rounded(const format& to, const real& x) {
  const mpfr_exp_t smallest = mpfr_get_emin(), largest = mpfr_get_emax();
  mpfr_set_emin(to.smallest_exponent);
  mpfr_set_emax(to.largest_exponent);
  mpfr_t result;
  mpfr_init2(result, to.digits);
  int direction = mpfr_set(result, x.data(), MPFR_RNDN);
  direction = mpfr_check_range(result, direction, MPFR_RNDN);
  mpfr_subnormalize(result, direction, MPFR_RNDN);
  const float nearest = mpfr_get_flt(result, MPFR_RNDN);
  mpfr_clear(result);
  mpfr_set_emin(smallest);
  mpfr_set_emax(largest);
  return nearest;
}

}  // namespace reference
