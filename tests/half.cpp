#include <act/half_io.hpp>

#include "catch2.hpp"
#include "half_formats.hpp"

#include <array>
#include <limits>
#include <sstream>
#include <unordered_set>

using act::bfloat16;
using act::float16;
using half_formats::bits_of;
using half_formats::infinity_bits;
using half_formats::is_nan;
using half_formats::value;
using half_formats::with_bits;

static_assert(sizeof(float16) == 2 && sizeof(bfloat16) == 2);
static_assert(std::is_trivial_v<float16> && std::is_trivial_v<bfloat16>);
static_assert(!std::is_same_v<float16, bfloat16>);
static_assert(!std::is_convertible_v<float, float16> && !std::is_convertible_v<float16, float>);
static_assert(!std::is_constructible_v<float16, long double> && !std::is_constructible_v<float16, bfloat16>);

// In constant expressions, and as template arguments.
static_assert(static_cast<float>(float16(0.1f)) == 0x1.998p-4f && static_cast<double>(bfloat16(0.1)) == 0x1.9ap-4);
static_assert(float16(2049) == float16(2048) && float16(2051) == float16(2052) && float16(1) < float16(2));
static_assert(act::simd::bit_cast<std::uint16_t>(-float16(1.0)) == 0xbc00 && float16() == float16(0));
template <float16 X>
inline constexpr float as_float = static_cast<float>(X);
static_assert(as_float<float16(1.5f)> == 1.5f);

namespace {

/// All numbers of the format, and those NaNs whose bits are given, convert as the definition says.
template <class H>
void converts_every_number() {
  for (int bits = 0; bits < half_formats::count; ++bits) {
    const H x = with_bits<H>(bits);
    const auto narrow = static_cast<float>(x);
    const auto wide = static_cast<double>(x);
    INFO("bits " << bits);
    if (is_nan<H>(bits)) {
      REQUIRE(std::isnan(narrow));
      REQUIRE(std::isnan(wide));
      REQUIRE((std::signbit(narrow) && std::signbit(wide)) == (bits > 0x7fff));
      const int quiet = bits | 1 << (half_formats::mantissa_bits<H> - 1);
      REQUIRE(bits_of(H(narrow)) == quiet);
      REQUIRE(bits_of(H(wide)) == quiet);
    } else {
      const bool is_infinite = (bits & 0x7fff) == infinity_bits<H>;
      const double expected = is_infinite ? std::copysign(HUGE_VAL, value<H>(bits)) : value<H>(bits);
      REQUIRE(wide == expected);
      REQUIRE(static_cast<double>(narrow) == expected);
      REQUIRE(bits_of(H(narrow)) == bits);  // with the sign of zero
      REQUIRE(bits_of(H(wide)) == bits);
    }
  }
}

/// Numbers at and right beside the middle between neighbours round to the nearer or to the even one; the middle
/// beyond the largest number, to infinity.
template <class H, class T>
void rounds_between_neighbours() {
  constexpr auto infinity = std::numeric_limits<T>::infinity();
  for (int bits = 0; bits < infinity_bits<H>; ++bits) {
    const auto lower = static_cast<T>(value<H>(bits));
    const auto middle = static_cast<T>((value<H>(bits) + value<H>(bits + 1)) / 2);
    for (const int sign : {0, 0x8000}) {
      const auto round = [sign](T x) { return bits_of(H(sign == 0 ? x : -x)) - sign; };
      INFO("bits " << bits);
      REQUIRE(round(std::nextafter(lower, infinity)) == bits);
      REQUIRE(round(std::nextafter(middle, T(0))) == bits);
      REQUIRE(round(middle) == bits + bits % 2);
      REQUIRE(round(std::nextafter(middle, infinity)) == bits + 1);
    }
  }
  CHECK(bits_of(H(std::numeric_limits<T>::max())) == infinity_bits<H>);
  CHECK(bits_of(H(-infinity)) == (infinity_bits<H> | 0x8000));
  CHECK(bits_of(H(-std::numeric_limits<T>::denorm_min())) == 0x8000);
}

}  // namespace

TEMPLATE_TEST_CASE("every number of 16 bits goes to float and double and back", "[half]", float16, bfloat16) {
  converts_every_number<TestType>();
}

TEMPLATE_TEST_CASE("float and double round to the nearest number, once", "[half]", float16, bfloat16) {
  rounds_between_neighbours<TestType, double>();
  rounds_between_neighbours<TestType, float>();
}

TEST_CASE("a double is not rounded to float on its way", "[half]") {
  CHECK(static_cast<float>(float16(0x1.00200000001p0)) == 0x1.004p0f);
  CHECK(static_cast<float>(bfloat16(0x1.0100000000001p0)) == 0x1.02p0f);
  CHECK(static_cast<float>(bfloat16(0x1.fefffffffffffp127)) == 0x1.fep127f);
}

TEST_CASE("NaN keeps its sign and the upper bits of its payload, and becomes quiet", "[half]") {
  const auto narrowed = [](std::uint32_t bits) { return bits_of(float16(act::simd::bit_cast<float>(bits))); };
  const auto to_bfloat16 = [](std::uint32_t bits) { return bits_of(bfloat16(act::simd::bit_cast<float>(bits))); };
  CHECK(narrowed(0x7f800001) == 0x7e00);
  CHECK(narrowed(0xffffffff) == 0xffff);
  CHECK(to_bfloat16(0x7f800001) == 0x7fc0);
  CHECK(to_bfloat16(0x7fffffff) == 0x7fff);
  CHECK(to_bfloat16(0xff80ffff) == 0xffc0);
  CHECK(bits_of(bfloat16(act::simd::bit_cast<double>(0xfff0000000000001))) == 0xffc0);
}

TEMPLATE_TEST_CASE("integers round once", "[half]", float16, bfloat16) {
  for (int i = -70000; i <= 70000; ++i) REQUIRE(bits_of(TestType(i)) == bits_of(TestType(static_cast<double>(i))));
  CHECK(bits_of(TestType(true)) == bits_of(TestType(1.0)));
  CHECK(bits_of(TestType(std::numeric_limits<std::int64_t>::min())) == bits_of(TestType(-0x1p63)));
  CHECK(bits_of(TestType(std::numeric_limits<std::uint64_t>::max())) == bits_of(TestType(0x1p64)));
  // A double would round this to the tie between 2^60 and its upper neighbour.
  CHECK(static_cast<double>(bfloat16((std::int64_t{1} << 60) + (std::int64_t{1} << 52) + 1)) == 0x1.02p60);
}

TEMPLATE_TEST_CASE("comparisons are those of float", "[half]", float16, bfloat16) {
  const std::array<int, 14> some = {0,
                                    0x8000,
                                    1,
                                    0x8001,
                                    0x03ff,
                                    0x0400,
                                    0x3c00,
                                    0xbc00,
                                    0x7bff,
                                    0xfbff,
                                    0x7c00,
                                    0xfc00,
                                    infinity_bits<TestType> + 1,
                                    0xffff};
  for (const int first : some) {
    for (const int second : some) {
      const auto a = with_bits<TestType>(first), b = with_bits<TestType>(second);
      const auto x = static_cast<double>(a), y = static_cast<double>(b);
      INFO(first << " and " << second);
      CHECK((a == b) == (x == y));
      CHECK((a != b) == (x != y));
      CHECK((a < b) == (x < y));
      CHECK((a <= b) == (x <= y));
      CHECK((a > b) == (x > y));
      CHECK((a >= b) == (x >= y));
      CHECK((a <=> b) == (x <=> y));
    }
    CHECK(bits_of(-with_bits<TestType>(first)) == (first ^ 0x8000));
  }
}

TEMPLATE_TEST_CASE("numeric_limits", "[half]", float16, bfloat16) {
  using limits = std::numeric_limits<TestType>;
  constexpr int m = half_formats::mantissa_bits<TestType>;
  STATIC_REQUIRE((limits::is_specialized && limits::is_signed && !limits::is_integer && limits::has_infinity));
  STATIC_REQUIRE((limits::radix == 2 && limits::digits == m + 1));
  const auto as_double = [](TestType x) { return static_cast<double>(x); };
  CHECK(as_double(limits::min()) == std::ldexp(1, limits::min_exponent - 1));
  CHECK(as_double(limits::max()) == std::ldexp(1 - std::ldexp(1, -m - 1), limits::max_exponent));
  CHECK(limits::lowest() == -limits::max());
  CHECK(as_double(limits::epsilon()) == std::ldexp(1, -m));
  CHECK(as_double(limits::round_error()) == 0.5);
  CHECK(as_double(limits::denorm_min()) == std::ldexp(1, limits::min_exponent - 1 - m));
  CHECK(as_double(limits::infinity()) == HUGE_VAL);
  CHECK(is_nan<TestType>(bits_of(limits::quiet_NaN())));
  CHECK(is_nan<TestType>(bits_of(limits::signaling_NaN())));
  CHECK(bits_of(limits::quiet_NaN()) == bits_of(TestType(std::numeric_limits<double>::quiet_NaN())));
  CHECK(bits_of(limits::signaling_NaN()) != bits_of(TestType(static_cast<double>(limits::signaling_NaN()))));
  CHECK(limits::min_exponent10 == std::ceil(std::log10(as_double(limits::min()))));
  CHECK(limits::max_exponent10 == std::floor(std::log10(as_double(limits::max()))));
  CHECK(limits::digits10 == std::floor(m * std::log10(2)));
  CHECK(limits::max_digits10 == std::ceil(1 + (m + 1) * std::log10(2)));
}

TEMPLATE_TEST_CASE("equal numbers have equal hashes", "[half]", float16, bfloat16) {
  std::unordered_set<TestType> numbers = {TestType(0), TestType(-0.0), TestType(1), TestType(-1), TestType(1.0)};
  CHECK(numbers.size() == 3);
  CHECK(numbers.contains(-TestType(0)));
}

TEMPLATE_TEST_CASE("streams write and read every number", "[half]", float16, bfloat16) {
  for (int bits = 0; bits < half_formats::count; ++bits) {
    if ((bits & 0x7fff) >= infinity_bits<TestType>) continue;
    std::stringstream stream;
    stream.precision(std::numeric_limits<TestType>::max_digits10);
    stream << with_bits<TestType>(bits);
    TestType read(7);
    stream >> read;
    REQUIRE(bits_of(read) == bits);
  }
}

TEST_CASE("streams fail as they do for float", "[half]") {
  const auto read = [](const char* text, float16 before) {
    std::istringstream stream(text);
    stream >> before;
    return std::pair(static_cast<float>(before), stream.fail());
  };
  CHECK(read("65519", float16(7)) == std::pair(65504.0f, false));
  CHECK(read("65520", float16(7)) == std::pair(65504.0f, true));
  CHECK(read("-1e400", float16(7)) == std::pair(-65504.0f, true));
  CHECK(read("x", float16(7)) == std::pair(0.0f, true));
  CHECK(read("", float16(7)) == std::pair(7.0f, true));
  CHECK(read("", std::numeric_limits<float16>::infinity()) == std::pair(HUGE_VALF, true));
  float16 negative_zero(-0.0f);
  std::istringstream("0") >> negative_zero;
  CHECK(bits_of(negative_zero) == 0);
  std::wostringstream wide;
  wide << bfloat16(1.5f);
  CHECK(wide.str() == L"1.5");
}

namespace {

template <class T>
void converts_like(auto act_type) {
  using H = decltype(act_type);
  STATIC_REQUIRE((act::half<T> && std::is_same_v<act::half_format_of<T>, H>));
  for (int bits = 0; bits < half_formats::count; ++bits) {
    const float expected = static_cast<float>(with_bits<H>(bits));
    const float got = act::to_float(with_bits<T>(bits));
    REQUIRE(act::simd::bit_cast<std::uint32_t>(got) == act::simd::bit_cast<std::uint32_t>(expected));
    REQUIRE(bits_of(act::from_float<T>(got)) == bits_of(H(expected)));
  }
}

}  // namespace

TEST_CASE("the compiler's types of 16 bits count as halves", "[half]") {
  STATIC_REQUIRE_FALSE((act::half<float> || act::half<std::uint16_t> || act::half<double>));
  converts_like<float16>(float16());
  converts_like<bfloat16>(bfloat16());
#if defined(__FLT16_MANT_DIG__) && defined(__x86_64__)
  converts_like<_Float16>(float16());
#endif
#if defined(__STDCPP_FLOAT16_T__)
  converts_like<std::float16_t>(float16());
#endif
#if defined(__BFLT16_MANT_DIG__)
  converts_like<__bf16>(bfloat16());
#endif
#if defined(__STDCPP_BFLOAT16_T__)
  converts_like<std::bfloat16_t>(bfloat16());
#endif
}
