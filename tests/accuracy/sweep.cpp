// Measures the error of every activation of this build against the references, and fails where a bound of
// docs/accuracy.csv is exceeded.

#include "accuracy_table.hpp"
#include "measurement.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace {

using accuracy::measurement;

constexpr const char* usage =
    "usage: sweep --table docs/accuracy.csv [options]\n"
    "  --function NAME   only this function (again for more)\n"
    "  --type TYPE       only float or double\n"
    "  --vector NAME     only this vector, such as fma3+avx2 or one_lane; native is the build's own (again for more)\n"
    "  --stride N        every N-th bit pattern of float (1021; 1 is all 2^32)\n"
    "  --points N        that many hard points of double a function (20000)\n"
    "  --threads N       (as many as the machine has)\n"
    "  --update          write what was measured into the table; needs --stride 1, --points 1000000 at least,\n"
    "                    and a build without -ffast-math\n";

struct options {
  std::string table;
  std::vector<std::string> functions, types, vectors;
  std::uint32_t stride = 1021;
  std::uint64_t points = 20000;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  bool update = false;
};

template <class Number>
Number positive_number(const std::string& option, const std::string& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) {
    throw std::invalid_argument(option + " needs a positive number, not " + text);
  }
  return number;
}

options parse(const std::vector<std::string>& arguments) {
  options result;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& option = arguments[i];
    if (option == "--update") {
      result.update = true;
      continue;
    }
    if (i + 1 == arguments.size()) throw std::invalid_argument("unknown option, or one without its value: " + option);
    const std::string& text = arguments[++i];
    if (option == "--table") {
      result.table = text;
    } else if (option == "--function") {
      result.functions.push_back(text);
    } else if (option == "--type") {
      if (text != "float" && text != "double") throw std::invalid_argument("unknown type: " + text);
      result.types.push_back(text);
    } else if (option == "--vector") {
      result.vectors.push_back(text);
    } else if (option == "--stride") {
      result.stride = positive_number<std::uint32_t>(option, text);
    } else if (option == "--points") {
      result.points = positive_number<std::uint64_t>(option, text);
    } else if (option == "--threads") {
      result.threads = positive_number<unsigned>(option, text);
    } else {
      throw std::invalid_argument("unknown option: " + option);
    }
  }
  if (result.table.empty()) throw std::invalid_argument("--table is missing");
  return result;
}

bool is_chosen(const std::vector<std::string>& chosen, const std::string& name) {
  return chosen.empty() || std::find(chosen.begin(), chosen.end(), name) != chosen.end();
}

template <class T>
std::vector<accuracy::compiled_activation<T>> chosen_activations(const options& options, const std::string& function) {
  const auto all = accuracy::compiled_activations<T>();
  std::vector<std::string> vectors = options.vectors;
  std::replace(vectors.begin(), vectors.end(), std::string("native"), std::string(all[0].vector));
  std::vector<accuracy::compiled_activation<T>> result;
  for (const auto& c : all) {
    if (c.function == function && is_chosen(vectors, c.vector)) result.push_back(c);
  }
  if (result.empty()) throw std::invalid_argument("no such vector, or " + function + " is not compiled in");
  return result;
}

const char* name_of(accuracy::quantity q) { return q == accuracy::quantity::value ? "value" : "derivative"; }

const char* name_of(accuracy::domain d) {
  return d == accuracy::domain::all ? "all" : d == accuracy::domain::outside ? "outside" : "near_sign_change";
}

accuracy::row& row_of(std::vector<accuracy::row>& table, const measurement& m, const std::string& type) {
  for (accuracy::row& r : table) {
    if (r.function == m.function && r.quantity == name_of(m.quantity) && r.type == type &&
        r.instruction_set == m.instruction_set && r.domain == name_of(m.domain)) {
      return r;
    }
  }
  throw std::runtime_error("no row for " + m.function + ", " + name_of(m.quantity) + ", " + type + ", " +
                           m.instruction_set + ", " + name_of(m.domain));
}

/// Prints a measurement beside its bound; whether it keeps it.
bool report(const accuracy::row& row, const measurement& m) {
  const double factor = accuracy::is_fast_math ? 2 : 1;
  const bool holds = m.error <= factor * row.bound_as_number();
  const double share =
      m.inputs == 0 ? 0 : 100.0 * static_cast<double>(m.not_correctly_rounded) / static_cast<double>(m.inputs);
  std::printf("%-13s %-10s %-6s %-*s %-16s max %-9s bound %s%-6s at %-24s %8.4f %% not correctly rounded%s\n",
              row.function.c_str(), row.quantity.c_str(), row.type.c_str(), accuracy::is_fast_math ? 30 : 15,
              m.vector.c_str(), row.domain.c_str(), accuracy::shown(m.error, row.is_absolute()).c_str(),
              accuracy::is_fast_math ? "2 x " : "", row.bound.c_str(), accuracy::hexadecimal(m.worst_input).c_str(),
              share, holds ? "" : "  EXCEEDS ITS BOUND");
  std::fflush(stdout);
  return holds;
}

/// The worst of the vectors of one instruction set stands in its row.
void record(std::vector<accuracy::row>& table, const std::vector<measurement>& measured, const std::string& type) {
  for (const measurement& m : measured) {
    double worst = -1;
    accuracy::row& row = row_of(table, m, type);
    for (const measurement& other : measured) {
      if (&row_of(table, other, type) != &row || other.error <= worst) continue;
      worst = other.error;
      row.measured = accuracy::shown(other.error, row.is_absolute());
      row.worst_input = accuracy::hexadecimal(other.worst_input);
    }
  }
}

/// The worst inputs of a function in double that the table has, from whatever search.
std::vector<double> known_inputs(const std::vector<accuracy::row>& table, const std::string& function) {
  std::vector<double> inputs;
  for (const accuracy::row& r : table)
    if (r.function == function && r.type == "double") inputs.push_back(std::strtod(r.worst_input.c_str(), nullptr));
  return inputs;
}

/// Measures, prints, and records in the table; whether all bounds hold.
template <class T, class Measure>
bool sweep(const options& options, const reference::activation& f, const std::string& type,
           std::vector<accuracy::row>& table, Measure measure) {
  if (!is_chosen(options.types, type)) return true;
  const auto compiled = chosen_activations<T>(options, f.name);
  const std::vector<measurement> measured = measure(compiled);
  bool holds = true;
  for (const measurement& m : measured) holds = report(row_of(table, m, type), m) && holds;
  if (options.update) record(table, measured, type);
  return holds;
}

int run(const options& options) {
  auto table = accuracy::read_table(options.table);
  bool holds = true, any = false;
  for (const reference::activation& f : reference::all_activations()) {
    if (!is_chosen(options.functions, f.name)) continue;
    any = true;
    holds = sweep<float>(options, f, "float", table,
                         [&](const auto& c) { return measure_floats(f, c, options.stride, options.threads); }) &&
            holds;
    const std::vector<double> known = known_inputs(table, f.name);
    holds =
        sweep<double>(options, f, "double", table,
                      [&](const auto& c) { return measure_doubles(f, c, known, options.points, options.threads); }) &&
        holds;
    if (options.update) accuracy::write_table(options.table, table);
  }
  if (!any) throw std::invalid_argument("unknown function: " + options.functions[0]);
  return holds ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 2 && std::strcmp(arguments[1], "--help") == 0) {
    std::fputs(usage, stdout);
    return 0;
  }
  try {
    const options chosen = parse({arguments + 1, arguments + count});
    const bool is_complete = (!is_chosen(chosen.types, "float") || chosen.stride == 1) &&
                             (!is_chosen(chosen.types, "double") || chosen.points >= 1000000);
    if (chosen.update && (!is_complete || accuracy::is_fast_math))
      throw std::invalid_argument(
          "--update needs --stride 1, --points 1000000 at least, and a build without -ffast-math");
    return run(chosen);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "sweep: %s\n", problem.what());
    return 2;
  }
}
