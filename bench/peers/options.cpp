#include "options.hpp"

#include <CLI/CLI.hpp>

namespace bench {

options parse(int argc, char** argv) {
  CLI::App app(
      "Runs act beside the libraries that CMake found, in the instruction set that it was built for, and writes "
      "what it measured as JSON.");
  options result;
  bool without_times = false, without_fused = false, without_errors = false;
  const auto names = [](std::initializer_list<const char*> list) {
    return CLI::IsMember(std::set<std::string>(list.begin(), list.end()));
  };
  app.add_option("--output", result.output, "the file to write")->required();
  app.add_option("--functions", result.functions)
      ->delimiter(',')
      ->check(names({"gelu", "gelu_tanh", "gelu_sigmoid", "silu", "relu", "elu"}));
  app.add_option("--directions", result.directions)->delimiter(',')->check(names({"forward", "backward"}));
  app.add_option("--types", result.types)->delimiter(',')->check(names({"float", "double", "float16", "bfloat16"}));
  app.add_option("--inputs", result.inputs, "of the times: normal_1 and hard run at 16384 elements alone")
      ->delimiter(',')
      ->check(names({"normal_1", "normal_2", "hard"}));
  app.add_option("--libraries", result.libraries, "act always runs")->delimiter(',');
  app.add_option("--sizes", result.sizes, "elements, multiples of 64")
      ->delimiter(',')
      ->check(CLI::Range(64, 1 << 28))
      ->check([](const std::string& size) {
        return std::stoul(size) % 64 == 0 ? std::string() : size + " is not a multiple of 64";
      });
  app.add_option("--repetitions", result.repetitions)->check(CLI::Range(1, 1000))->capture_default_str();
  app.add_flag("--no-times", without_times, "of the forms that are not fused");
  app.add_flag("--no-fused", without_fused);
  app.add_flag("--no-errors", without_errors);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    std::exit(app.exit(problem));
  }
  result.times = !without_times;
  result.fused = !without_fused;
  result.errors = !without_errors;
  return result;
}

}  // namespace bench
