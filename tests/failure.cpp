#include <act/act.hpp>

#include "catch2.hpp"

#include <array>
#include <span>
#include <vector>

namespace {

using Catch::Matchers::Message;

constexpr float untouched = -7;

/// Calls an activation's form, which must throw that message and leave the memory as it was.
template <class Call>
void refuses(const std::string& message, std::vector<float>& memory, Call&& call) {
  const std::vector<float> before = memory;
  CHECK_THROWS_MATCHES(call(), std::invalid_argument, Message(message));
  CHECK(memory == before);
}

/// An executor that must not be reached.
struct unreachable {
  void operator()(std::size_t, std::size_t, auto&&) const { FAIL("the executor was called"); }
};

}  // namespace

TEST_CASE("sizes that differ are refused, by name and number", "[failure]") {
  std::vector<float> memory(40, untouched);
  const std::span<float> all(memory);
  const std::vector<float> x(5, 1.0f), dy(5, 1.0f), one(1);
  const auto y = all.first(4), dydx = all.subspan(10, 6);
  const auto fits = all.subspan(20, 5);

  refuses("act::gelu: x has 5 elements but y has 4", memory, [&] { act::gelu(x, y); });
  refuses("act::gelu: x has 1 element but y has 4", memory, [&] { act::gelu(one, y); });
  refuses("act::gelu.derivative: x has 5 elements but dydx has 6", memory, [&] { act::gelu.derivative(x, dydx); });
  refuses("act::gelu.value_and_derivative: x has 5 elements but y has 4", memory,
          [&] { act::gelu.value_and_derivative(x, y, dydx); });
  refuses("act::gelu.value_and_derivative: x has 5 elements but dydx has 6", memory,
          [&] { act::gelu.value_and_derivative(x, fits, dydx); });
  refuses("act::gelu.backward: x has 5 elements but dy has 1", memory, [&] { act::gelu.backward(x, one, fits); });
  refuses("act::gelu.backward: x has 5 elements but dx has 4", memory, [&] { act::gelu.backward(x, dy, y); });
  refuses("act::gelu: x has 0 elements but y has 4", memory, [&] { act::gelu(std::vector<float>{}, y); });
}

TEST_CASE("an output that overlaps an input without being it is refused", "[failure]") {
  std::vector<float> memory(40, untouched);
  const std::span<float> all(memory);
  const auto x = all.first(8), shifted = all.subspan(7, 8), apart = all.subspan(20, 8);
  const std::string not_the_same = " and is not the same range";

  refuses("act::silu: y (8 elements) overlaps x (8 elements)" + not_the_same, memory, [&] { act::silu(x, shifted); });
  refuses("act::silu: y (8 elements) overlaps x (8 elements)" + not_the_same, memory, [&] { act::silu(shifted, x); });
  refuses("act::silu.derivative: dydx (8 elements) overlaps x (8 elements)" + not_the_same, memory,
          [&] { act::silu.derivative(x, shifted); });
  refuses("act::silu.value_and_derivative: y (8 elements) overlaps x (8 elements)" + not_the_same, memory,
          [&] { act::silu.value_and_derivative(x, shifted, apart); });
  refuses("act::silu.value_and_derivative: dydx (8 elements) overlaps x (8 elements)" + not_the_same, memory,
          [&] { act::silu.value_and_derivative(x, apart, shifted); });
  refuses("act::silu.backward: dx (8 elements) overlaps x (8 elements)" + not_the_same, memory,
          [&] { act::silu.backward(x, apart, shifted); });
  refuses("act::silu.backward: dx (8 elements) overlaps dy (8 elements)" + not_the_same, memory,
          [&] { act::silu.backward(apart, x, shifted); });
  const auto shorter = x.first(7);
  refuses("act::silu: x has 8 elements but y has 7", memory, [&] { act::silu(x, shorter); });
}

TEST_CASE("outputs that overlap each other are refused", "[failure]") {
  std::vector<double> memory(40, untouched);
  const std::vector<double> before = memory, x(8, 1.0);
  const std::span<double> all(memory);
  for (const std::size_t offset : {0u, 1u, 7u}) {
    INFO("by " << 8 - offset << " elements");
    CHECK_THROWS_MATCHES(act::elu.value_and_derivative(x, all.first(8), all.subspan(offset, 8)), std::invalid_argument,
                         Message("act::elu.value_and_derivative: dydx (8 elements) overlaps y (8 elements)"));
    CHECK(memory == before);
  }
  CHECK_THROWS_MATCHES(act::elu.value_and_derivative(all.first(8), all.first(8), all.first(8)), std::invalid_argument,
                       Message("act::elu.value_and_derivative: dydx (8 elements) overlaps y (8 elements)"));
  CHECK(memory == before);
}

TEST_CASE("neighbours that touch do not overlap, nor do empty ranges", "[failure]") {
  std::vector<float> memory(16, 0.5f);
  const std::span<float> all(memory);
  CHECK_NOTHROW(act::relu(all.first(8), all.last(8)));
  CHECK_NOTHROW(act::relu.value_and_derivative(std::vector<float>(8), all.first(8), all.last(8)));
  CHECK_NOTHROW(act::relu(all.first(0), all.subspan(3, 0)));
  CHECK_NOTHROW(act::relu(std::vector<float>{}, std::span<float>{}));
}

TEST_CASE("a call with an executor is checked before the executor is called", "[failure]") {
  std::vector<float> memory(40, untouched);
  const std::span<float> all(memory);
  const auto x = all.first(5), y = all.subspan(10, 4);
  const unreachable executor;
  refuses("act::gelu_tanh: x has 5 elements but y has 4", memory, [&] { act::gelu_tanh(executor, x, y); });
  refuses("act::gelu_tanh.derivative: x has 5 elements but dydx has 4", memory,
          [&] { act::gelu_tanh.derivative(executor, x, y); });
  refuses("act::gelu_tanh.value_and_derivative: x has 5 elements but y has 4", memory,
          [&] { act::gelu_tanh.value_and_derivative(executor, x, y, y); });
  refuses("act::gelu_tanh.backward: x has 5 elements but dx has 4", memory,
          [&] { act::gelu_tanh.backward(executor, x, x, y); });
}

TEST_CASE("every activation calls itself by its name", "[failure]") {
  // Volatile, for g++ would warn of what such a call would write if it were not refused.
  volatile std::size_t size = 1;
  const auto message_of = [&size](const auto& f) {
    std::vector<float> y(size);
    try {
      f(std::vector<float>(2), y);
    } catch (const std::invalid_argument& problem) {
      return std::string(problem.what());
    }
    return std::string("nothing was thrown");
  };
  const std::string problem = ": x has 2 elements but y has 1";
  CHECK(message_of(act::gelu) == "act::gelu" + problem);
  CHECK(message_of(act::gelu_tanh) == "act::gelu_tanh" + problem);
  CHECK(message_of(act::gelu_sigmoid) == "act::gelu_sigmoid" + problem);
  CHECK(message_of(act::silu) == "act::silu" + problem);
  CHECK(message_of(act::relu) == "act::relu" + problem);
  CHECK(message_of(act::elu) == "act::elu" + problem);
  CHECK(message_of(act::cauchy_gate) == "act::cauchy_gate" + problem);
  CHECK(message_of(act::gelu_normal_fn{}) == "act::gelu_normal" + problem);
  CHECK(message_of(act::normal_cdf) == "act::normal_cdf" + problem);
  CHECK(message_of(act::normal_density) == "act::normal_density" + problem);
  CHECK(message_of(act::logistic) == "act::logistic" + problem);
}
