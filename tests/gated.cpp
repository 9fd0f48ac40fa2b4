#include <act/act.hpp>

#include "refuses.hpp"

#include <vector>

TEST_CASE("gated ranges that differ in size are refused", "[gated]") {
  std::vector<float> a(6), b(6), five(5);
  refuses("act::silu.gated: gate has 6 elements but value has 5", [&] { act::silu.gated(a, five, b); });
  refuses("act::silu.gated: gate has 6 elements but y has 5", [&] { act::silu.gated(a, b, five); });
  refuses("act::silu.gated_backward: gate has 6 elements but dy has 5",
          [&] { act::silu.gated_backward(a, b, five, a, b); });
  refuses("act::silu.gated_backward: gate has 6 elements but dvalue has 5",
          [&] { act::silu.gated_backward(a, b, a, b, five); });
  refuses("act::silu.gated_backward: dvalue (6 elements) overlaps dgate (6 elements)",
          [&] { act::silu.gated_backward(a, b, a, b, b); });
}

TEST_CASE("packed rows that do not go together are refused", "[gated]") {
  std::vector<float> packed(12), y(6), six(6), none;
  const auto message = [](const std::string& form, const std::string& names, const std::string& numbers) {
    return "act::silu." + form + ": " + names + ", which do not go together with " + numbers;
  };
  const std::string sizes = "gate_and_value has 12 elements and y has 6";
  refuses(message("gated_packed", sizes, "columns = 4 and row_stride = 8"),
          [&] { act::silu.gated_packed(packed, 4, y); });
  refuses(message("gated_packed", sizes, "columns = 0 and row_stride = 0"),
          [&] { act::silu.gated_packed(packed, 0, y); });
  refuses(message("gated_packed", sizes, "columns = 3 and row_stride = 5"),
          [&] { act::silu.gated_packed(packed, 3, y, 5); });
  refuses(message("gated_packed", sizes, "columns = 3 and row_stride = 7"),
          [&] { act::silu.gated_packed(packed, 3, y, 7); });
  refuses(message("gated_packed_backward", "dgate_and_dvalue has 6 elements and dy has 6",
                  "columns = 3 and row_stride = 6"),
          [&] { act::silu.gated_packed_backward(packed, 3, y, six); });
  const std::size_t most = static_cast<std::size_t>(-1);
  refuses(message("gated_packed", sizes, "columns = 3 and row_stride = " + std::to_string(most - 5)),
          [&] { act::silu.gated_packed(packed, 3, y, most - 5); });
  refuses(
      "act::silu.gated_packed: gate_and_value has 0 elements and y has 2, which do not go together with columns = 1 "
      "and row_stride = " +
          std::to_string(most / 2 + 1),
      [&] { act::silu.gated_packed(none, 1, std::span(y).first(2), most / 2 + 1); });
  CHECK_NOTHROW(act::silu.gated_packed(packed, 3, y));
  CHECK_NOTHROW(act::silu.gated_packed(none, 0, none));
  CHECK_NOTHROW(act::silu.gated_packed(none, 3, none));
}

TEST_CASE("the last packed row needs nothing behind it", "[gated]") {
  const std::vector<double> packed = {1, 2, 3, 4, 9, 9, 1, 2, 3, 4};
  std::vector<double> y(4);
  act::relu.gated_packed(packed, 2, y, 6);
  CHECK(y == std::vector<double>{3, 8, 3, 8});
}

TEST_CASE("packed ranges that overlap are refused", "[gated]") {
  std::vector<float> memory(24);
  const std::span<float> all(memory);
  refuses("act::silu.gated_packed: y (6 elements) overlaps gate_and_value (12 elements) and is not the same range",
          [&] { act::silu.gated_packed(all.first(12), 3, all.first(6)); });
  refuses(
      "act::silu.gated_packed_backward: dgate_and_dvalue (12 elements) overlaps dy (6 elements) and is not the "
      "same range",
      [&] { act::silu.gated_packed_backward(all.first(12), 3, all.last(6), all.last(12)); });
}

TEST_CASE("the gated linear units of the literature are those forms", "[gated]") {
  const std::vector<float> gate = {-1, 2, 3}, value = {4, 5, 6}, packed = {-1, 2, 3, 4, 5, 6};
  std::vector<float> expected(3), y(3), dgate(3), dvalue(3), gradients(6);
  const auto check = [&](const auto& unit, const auto& f) {
    f.gated(gate, value, expected);
    unit(gate, value, y);
    CHECK(y == expected);
    unit.packed(packed, 3, y);
    CHECK(y == expected);
    unit.backward(gate, value, y, dgate, dvalue);
    unit.packed_backward(packed, 3, y, gradients);
    CHECK(std::vector<float>(gradients.begin(), gradients.begin() + 3) == dgate);
    CHECK(std::vector<float>(gradients.begin() + 3, gradients.end()) == dvalue);
  };
  check(act::geglu, act::gelu);
  check(act::swiglu, act::silu);
  check(act::reglu, act::relu);
}
