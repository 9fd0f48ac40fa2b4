#pragma once

/// \file real.hpp
/// Numbers of MPFR with the operators that make a formula readable.

#include <mpfr.h>

namespace reference {

/// A real number, rounded to the precision that the calling thread computes with when it is made.
class real {
 public:
  real() { mpfr_init_set_ui(value_, 0, MPFR_RNDN); }
  real(double x) { mpfr_init_set_d(value_, x, MPFR_RNDN); }
  explicit real(const char* decimal) { mpfr_init_set_str(value_, decimal, 10, MPFR_RNDN); }
  real(const real& other) {
    mpfr_init2(value_, mpfr_get_prec(other.value_));
    mpfr_set(value_, other.value_, MPFR_RNDN);
  }
  real(real&& other) : real() { mpfr_swap(value_, other.value_); }
  real& operator=(real other) {
    mpfr_swap(value_, other.value_);
    return *this;
  }
  ~real() { mpfr_clear(value_); }

  mpfr_ptr data() { return value_; }
  mpfr_srcptr data() const { return value_; }
  double to_double() const { return mpfr_get_d(value_, MPFR_RNDN); }
  float to_float() const { return mpfr_get_flt(value_, MPFR_RNDN); }

 private:
  mpfr_t value_;
};

inline real operator+(const real& a, const real& b) {
  real sum;
  mpfr_add(sum.data(), a.data(), b.data(), MPFR_RNDN);
  return sum;
}
inline real operator-(const real& a, const real& b) {
  real difference;
  mpfr_sub(difference.data(), a.data(), b.data(), MPFR_RNDN);
  return difference;
}
inline real operator*(const real& a, const real& b) {
  real product;
  mpfr_mul(product.data(), a.data(), b.data(), MPFR_RNDN);
  return product;
}
inline real operator/(const real& a, const real& b) {
  real quotient;
  mpfr_div(quotient.data(), a.data(), b.data(), MPFR_RNDN);
  return quotient;
}
inline real operator-(real x) {
  mpfr_neg(x.data(), x.data(), MPFR_RNDN);
  return x;
}
inline bool operator>(const real& a, const real& b) { return mpfr_greater_p(a.data(), b.data()) != 0; }
inline bool operator<(const real& a, const real& b) { return mpfr_less_p(a.data(), b.data()) != 0; }

inline real absolute(real x) {
  mpfr_abs(x.data(), x.data(), MPFR_RNDN);
  return x;
}
inline real exponential(real x) {
  mpfr_exp(x.data(), x.data(), MPFR_RNDN);
  return x;
}
inline real exponential_minus_one(real x) {
  mpfr_expm1(x.data(), x.data(), MPFR_RNDN);
  return x;
}
inline real complementary_error_function(real x) {
  mpfr_erfc(x.data(), x.data(), MPFR_RNDN);
  return x;
}
inline real arc_tangent(real x) {
  mpfr_atan(x.data(), x.data(), MPFR_RNDN);
  return x;
}
inline real square_root(real x) {
  mpfr_sqrt(x.data(), x.data(), MPFR_RNDN);
  return x;
}
inline real pi() {
  real result;
  mpfr_const_pi(result.data(), MPFR_RNDN);
  return result;
}
/// x 2^exponent.
inline real scaled_by_power_of_two(real x, long exponent) {
  mpfr_mul_2si(x.data(), x.data(), exponent, MPFR_RNDN);
  return x;
}

/// While it lives, the calling thread makes reals of that many bits.
class precision {
 public:
  explicit precision(mpfr_prec_t bits) : before_(mpfr_get_default_prec()) { mpfr_set_default_prec(bits); }
  precision(const precision&) = delete;
  precision& operator=(const precision&) = delete;
  ~precision() { mpfr_set_default_prec(before_); }

 private:
  mpfr_prec_t before_;
};

}  // namespace reference
