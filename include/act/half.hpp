#pragma once

/// \file half.hpp
/// float16 and bfloat16: numbers of 16 bits to store and to convert, without arithmetic of their own.

#include "simd/bit_cast.hpp"

#include <algorithm>
#include <bit>
#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <typeindex>  // std::hash, at a fraction of the cost of <functional>
#if defined(__STDCPP_FLOAT16_T__) || defined(__STDCPP_BFLOAT16_T__)
#include <stdfloat>
#endif

// The compiler's own types. Where the standard's names exist too, they are the same. Before g++ 13 only that for x86
// knows in C++ the type that it tells of.
#if defined(__FLT16_MANT_DIG__) && (defined(__clang__) || __GNUC__ >= 13 || defined(__SSE2__))
#define ACT_COMPILERS_FLOAT16 _Float16
#elif defined(__STDCPP_FLOAT16_T__)
#define ACT_COMPILERS_FLOAT16 std::float16_t
#endif
#if defined(__BFLT16_MANT_DIG__) || defined(__ARM_BF16_FORMAT_ALTERNATIVE)
#define ACT_COMPILERS_BFLOAT16 __bf16
#elif defined(__STDCPP_BFLOAT16_T__)
#define ACT_COMPILERS_BFLOAT16 std::bfloat16_t
#endif

ACT_NAMESPACE_BEGIN
namespace detail {

/// How an IEEE binary format lays out its bits.
template <class Bits, int MantissaBits>
struct binary_format {
  using bits = Bits;
  static constexpr int mantissa_bits = MantissaBits;
  static constexpr int exponent_bits = static_cast<int>(sizeof(Bits)) * 8 - 1 - MantissaBits;
  static constexpr int bias = (1 << (exponent_bits - 1)) - 1;
  static constexpr int smallest_exponent = 1 - bias - MantissaBits;  // of the smallest subnormal, as a power of two
  static constexpr Bits sign = static_cast<Bits>(Bits{1} << (sizeof(Bits) * 8 - 1));
  static constexpr Bits infinity = static_cast<Bits>(sign - (Bits{1} << MantissaBits));
  static constexpr Bits quiet = static_cast<Bits>(Bits{1} << (MantissaBits - 1));
};
using float_format = binary_format<std::uint32_t, 23>;
using double_format = binary_format<std::uint64_t, 52>;

/// The bits of significand * 2^exponent, rounded once to nearest even; significand < 2^63 or exponent = 0.
template <class Format>
constexpr typename Format::bits rounded(std::uint64_t significand, int exponent) {
  if (significand == 0) return 0;
  const int width = 64 - std::countl_zero(significand);
  const int last_place = std::max(width + exponent - 1 - Format::mantissa_bits, Format::smallest_exponent);
  const int dropped = last_place - exponent;
  if (dropped > width) return 0;
  std::uint64_t kept = significand;
  if (dropped <= 0) {
    kept <<= -dropped;
  } else {
    const std::uint64_t half = std::uint64_t{1} << (dropped - 1), rest = significand & (2 * half - 1);
    kept >>= dropped;
    if (rest > half || (rest == half && kept % 2 == 1)) ++kept;
  }
  // The leading bit of a normal significand, and what rounding carries out of it, count up the exponent.
  kept += static_cast<std::uint64_t>(last_place - Format::smallest_exponent) << Format::mantissa_bits;
  return static_cast<typename Format::bits>(std::min<std::uint64_t>(kept, Format::infinity));
}

template <class To, class From>
constexpr std::uint64_t moved_mantissa(std::uint64_t mantissa) {
  if constexpr (To::mantissa_bits < From::mantissa_bits) {
    return mantissa >> (From::mantissa_bits - To::mantissa_bits);
  } else {
    return mantissa << (To::mantissa_bits - From::mantissa_bits);
  }
}

/// The number with the bits x, rounded once to nearest even. A NaN becomes quiet, and keeps its sign and the upper bits
/// of its payload. By integers alone: compiler flags and modes of the processor change nothing.
template <class To, class From>
constexpr typename To::bits converted(typename From::bits x) {
  const std::uint64_t sign = (x & From::sign) != 0 ? To::sign : 0;
  const std::uint64_t magnitude = x & ~std::uint64_t{From::sign};
  const std::uint64_t leading_bit = std::uint64_t{1} << From::mantissa_bits;
  const std::uint64_t mantissa = magnitude & (leading_bit - 1);
  std::uint64_t result = 0;
  if (magnitude > From::infinity) {
    result = To::infinity | To::quiet | moved_mantissa<To, From>(mantissa);
  } else if (magnitude == From::infinity) {
    result = To::infinity;
  } else if (magnitude < leading_bit) {
    result = rounded<To>(mantissa, From::smallest_exponent);
  } else {
    const int exponent = static_cast<int>(magnitude >> From::mantissa_bits) - 1 + From::smallest_exponent;
    result = rounded<To>(leading_bit | mantissa, exponent);
  }
  return static_cast<typename To::bits>(sign | result);
}

/// The integer x, rounded once to nearest even.
template <class To, std::integral T>
constexpr typename To::bits converted_integer(T x) {
  const auto wide = static_cast<std::uint64_t>(x);
  if constexpr (std::is_signed_v<T>) {
    if (x < 0) return static_cast<typename To::bits>(To::sign | rounded<To>(0 - wide, 0));
  }
  return rounded<To>(wide, 0);
}

template <class T>
concept converts_to_16_bits = std::same_as<T, float> || std::same_as<T, double> ||
    (std::integral<T> && sizeof(T) <= sizeof(std::uint64_t));

}  // namespace detail
ACT_NAMESPACE_END

// The types are the same in all translation units, which may pass them to one another. Their functions are inlined
// everywhere, so that here, too, the linker has none to mix up.
namespace act {

/// A floating-point number of 16 bits, of which `MantissaBits` are explicit bits of the mantissa. It has no arithmetic:
/// compute in float.
///
/// Conversions are explicit. Those from float, double and integers round once, to nearest even; beyond the largest
/// number they give infinity. Those to float and double are exact. NaN stays NaN, with its sign and as much of its
/// payload as there is room for; it becomes quiet, but for the way from bfloat16 to float, which keeps all bits.
/// Subnormals are kept, whatever the compiler's flags and the processor's modes.
template <int MantissaBits>
struct basic_float16 {
  /// The number's representation.
  std::uint16_t bits;  // public, so that a number may be a template argument

  /// Without an argument the number is not initialised, as a float would not be. From float, double or an integer:
  /// rounded once, to nearest even.
  basic_float16() = default;

  template <detail::converts_to_16_bits T>
  explicit ACT_INLINE constexpr basic_float16(T x) : bits(bits_from(x)) {}

  /// The same number.
  explicit ACT_INLINE constexpr operator float() const {
    if constexpr (MantissaBits == 7) {
      return simd::bit_cast<float>(std::uint32_t{bits} << 16);
    } else {
      return simd::bit_cast<float>(detail::converted<detail::float_format, format>(bits));
    }
  }
  /// The same number.
  explicit ACT_INLINE constexpr operator double() const {
    return simd::bit_cast<double>(detail::converted<detail::double_format, format>(bits));
  }

  /// x with the sign bit flipped, NaN's too.
  friend ACT_INLINE constexpr basic_float16 operator-(basic_float16 x) {
    x.bits = static_cast<std::uint16_t>(x.bits ^ format::sign);
    return x;
  }

  /// As for float: NaN is unordered, the zeros are equal.
  friend ACT_INLINE constexpr bool operator==(basic_float16 a, basic_float16 b) {
    return !a.is_nan() && !b.is_nan() && a.position() == b.position();
  }
  /// As for float: unordered where either is NaN.
  friend ACT_INLINE constexpr std::partial_ordering operator<=>(basic_float16 a, basic_float16 b) {
    if (a.is_nan() || b.is_nan()) return std::partial_ordering::unordered;
    return a.position() <=> b.position();
  }

 private:
  friend struct std::hash<basic_float16>;
  using format = detail::binary_format<std::uint16_t, MantissaBits>;

  template <class T>
  static ACT_INLINE constexpr std::uint16_t bits_from(T x) {
    if constexpr (std::integral<T>) {
      return detail::converted_integer<format>(x);
    } else if constexpr (std::same_as<T, float>) {
      return detail::converted<format, detail::float_format>(simd::bit_cast<std::uint32_t>(x));
    } else {
      return detail::converted<format, detail::double_format>(simd::bit_cast<std::uint64_t>(x));
    }
  }

  ACT_INLINE constexpr int magnitude() const { return bits & ~format::sign; }
  ACT_INLINE constexpr bool is_nan() const { return magnitude() > format::infinity; }
  /// Ordered like the numbers.
  ACT_INLINE constexpr int position() const { return (bits & format::sign) != 0 ? -magnitude() : magnitude(); }
};

/// IEEE 754 binary16: 5 bits of exponent, 10 of mantissa.
using float16 = basic_float16<10>;

/// The upper half of a float: 8 bits of exponent, 7 of mantissa.
using bfloat16 = basic_float16<7>;

}  // namespace act

template <int MantissaBits>
class std::numeric_limits<act::basic_float16<MantissaBits>> {
  using number = act::basic_float16<MantissaBits>;
  using format = act::detail::binary_format<std::uint16_t, MantissaBits>;

  static constexpr int decimal_digits(int binary_digits) { return binary_digits * 30103 / 100000; }
  static constexpr number with_bits(int bits) noexcept {
    return act::simd::bit_cast<number>(static_cast<std::uint16_t>(bits));
  }
  static constexpr number power_of_two(int exponent) noexcept {
    return with_bits((format::bias + exponent) << MantissaBits);
  }

 public:
  static constexpr bool is_specialized = true;
  static constexpr bool is_signed = true;
  static constexpr bool is_integer = false;
  static constexpr bool is_exact = false;
  static constexpr bool has_infinity = true;
  static constexpr bool has_quiet_NaN = true;
  static constexpr bool has_signaling_NaN = true;
  static constexpr std::float_denorm_style has_denorm = std::denorm_present;
  static constexpr bool has_denorm_loss = false;
  static constexpr std::float_round_style round_style = std::round_to_nearest;
  static constexpr bool is_iec559 = MantissaBits == 10;  // bfloat16 is none of the standard's formats
  static constexpr bool is_bounded = true;
  static constexpr bool is_modulo = false;
  static constexpr bool traps = false;
  static constexpr bool tinyness_before = false;
  static constexpr int radix = 2;
  static constexpr int digits = MantissaBits + 1;
  static constexpr int digits10 = decimal_digits(digits - 1);
  static constexpr int max_digits10 = decimal_digits(digits) + 2;
  static constexpr int max_exponent = format::bias + 1;
  static constexpr int min_exponent = 2 - format::bias;
  static constexpr int max_exponent10 = decimal_digits(max_exponent);
  static constexpr int min_exponent10 = decimal_digits(min_exponent - 1);

  static constexpr number min() noexcept { return power_of_two(1 - format::bias); }
  static constexpr number max() noexcept { return with_bits(format::infinity - 1); }
  static constexpr number lowest() noexcept { return with_bits(format::sign | (format::infinity - 1)); }
  static constexpr number epsilon() noexcept { return power_of_two(-MantissaBits); }
  static constexpr number round_error() noexcept { return power_of_two(-1); }
  static constexpr number infinity() noexcept { return with_bits(format::infinity); }
  static constexpr number quiet_NaN() noexcept { return with_bits(format::infinity | format::quiet); }
  static constexpr number signaling_NaN() noexcept { return with_bits(format::infinity | format::quiet >> 1); }
  static constexpr number denorm_min() noexcept { return with_bits(1); }
};

/// Equal numbers have equal hashes, so that both zeros have one.
template <int MantissaBits>
struct std::hash<act::basic_float16<MantissaBits>> {
  ACT_INLINE constexpr std::size_t operator()(act::basic_float16<MantissaBits> x) const noexcept {
    return static_cast<std::size_t>(x.position());
  }
};

ACT_NAMESPACE_BEGIN
namespace detail {

template <class T>
inline constexpr bool is_binary16 = std::same_as<T, float16>;
template <class T>
inline constexpr bool is_bfloat16 = std::same_as<T, bfloat16>;

#if defined(ACT_COMPILERS_FLOAT16)
template <>
inline constexpr bool is_binary16<ACT_COMPILERS_FLOAT16> = true;
#endif
#if defined(ACT_COMPILERS_BFLOAT16)
template <>
inline constexpr bool is_bfloat16<ACT_COMPILERS_BFLOAT16> = true;
#endif

}  // namespace detail

/// The type of act that has the bits of T: float16, bfloat16 or, where T is no number of 16 bits, void.
template <class T>
using half_format_of =
    std::conditional_t<detail::is_binary16<T>, float16, std::conditional_t<detail::is_bfloat16<T>, bfloat16, void>>;

/// A floating-point type of 16 bits: act's own, or the compiler's _Float16, __bf16, std::float16_t, std::bfloat16_t.
template <class T>
concept half = !std::is_void_v<half_format_of<T>>;

/// As the explicit conversion of float16 and bfloat16, for whichever type of that format.
template <half T>
constexpr float to_float(T x) {
  return static_cast<float>(simd::bit_cast<half_format_of<T>>(x));
}
/// The float rounded once, to nearest even, to whichever type of 16 bits.
template <half T>
constexpr T from_float(float x) {
  return simd::bit_cast<T>(half_format_of<T>(x));
}

ACT_NAMESPACE_END
