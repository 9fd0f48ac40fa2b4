#include "run_options.hpp"

#include <concepts>
#include <cstdio>

namespace paper {
namespace {

std::string text_of(const std::string& text) { return text; }
std::string text_of(double number) { return shown(number); }
template <std::integral T>
std::string text_of(T number) {
  return std::to_string(number);
}
std::string text_of(const std::vector<Eigen::Index>& numbers) {
  std::string text;
  for (const Eigen::Index number : numbers) text.append(text.empty() ? "" : "-").append(std::to_string(number));
  return text;
}

}  // namespace

std::vector<std::string> optimizer_names() { return {"adam", "sgd", "momentum"}; }

std::string shown(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", number);
  return text;
}

std::string name_of(const run_options& options) {
  return options.activation + "-" + options.optimizer + "-dropout" + shown(options.dropout) + "-rate" +
         shown(options.learning_rate) + "-seed" + std::to_string(options.seed);
}

std::string first_difference(run_options of, run_options wanted) {
  std::vector<std::string> texts;
  wanted.for_each([&](const char*, const auto& value) { texts.push_back(text_of(value)); });
  std::string difference;
  std::size_t i = 0;
  of.for_each([&](const char* name, const auto& value) {
    const std::string text = text_of(value), &other = texts[i++];
    if (difference.empty() && text != other) difference = std::string(name) + " " + text + " instead of " + other;
  });
  return difference;
}

void belong_to(const task& what, run_options& options) {
  options.data_checksum = what.data_checksum;
  options.training_examples = what.training.count;
  options.held_out_examples = what.held_out.count;
}

}  // namespace paper
