#include <act/with_activation.hpp>

#include "catch2.hpp"

#include <string>

namespace {

std::string own_name(std::string_view name) {
  return act::with_activation(name, [](const auto& f) { return std::string(f.name); });
}

}  // namespace

TEST_CASE("the field's names mean what their sources compute", "[with_activation]") {
  for (const char* exact : {"gelu", "Gelu", "GELU", "gelu_python"}) CHECK(own_name(exact) == "gelu");
  for (const char* tanh : {"gelu_tanh", "gelu_new", "gelu_pytorch_tanh", "gelu_fast", "gelu_accurate"})
    CHECK(own_name(tanh) == "gelu_tanh");
  for (const char* logistic : {"gelu_sigmoid", "quick_gelu"}) CHECK(own_name(logistic) == "gelu_sigmoid");
  for (const char* swish : {"silu", "SiLU", "swish"}) CHECK(own_name(swish) == "silu");
  CHECK(own_name("relu") == "relu");
  CHECK(own_name("Elu") == "elu");
  for (const act::activation_name& known : act::activation_names) CHECK_NOTHROW(own_name(known.name));
}

TEST_CASE("an unknown name is an error that lists the known ones", "[with_activation]") {
  CHECK_THROWS_WITH(own_name("mish"),
                    "act::with_activation: no activation is named \"mish\"; known are elu, gelu, gelu_accurate, "
                    "gelu_fast, gelu_new, gelu_python, gelu_pytorch_tanh, gelu_sigmoid, gelu_tanh, quick_gelu, relu, "
                    "silu, swish");
  CHECK_THROWS_AS(own_name(""), std::invalid_argument);
  CHECK_THROWS_AS(own_name("gelu "), std::invalid_argument);
}

TEST_CASE("what the function returns comes back", "[with_activation]") {
  CHECK(act::with_activation("quick_gelu", [](const auto& f) { return f(1.5); }) == act::gelu_sigmoid(1.5));
  double y = 0;
  act::with_activation("relu", [&](const auto& f) { y = f(2.0); });
  CHECK(y == 2);
}
