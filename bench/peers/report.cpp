#include "report.hpp"

#include <cmath>
#include <cstdio>
#include <ostream>

namespace bench {
namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

/// JSON has no infinities: they, and what is not a number, are strings.
std::string number(double x) {
  if (x == 0 && std::signbit(x)) return "-0.0";  // -0 would be read as an integer
  char text[40];
  std::snprintf(text, sizeof text, std::isfinite(x) ? "%.4g" : "\"%g\"", x);
  return text;
}

template <class Numbers>
std::string list(const Numbers& numbers) {
  std::string result;
  for (const double x : numbers) result += (result.empty() ? "" : ", ") + number(x);
  return std::string("[") + result + "]";
}

std::string field(const char* name, const std::string& text) { return quoted(name) + ": " + text; }

/// "name": [one a line].
template <class Each, class Write>
void write_list(std::ostream& out, const char* name, const std::vector<Each>& all, Write write, const char* end) {
  out << ' ' << quoted(name) << ": [";
  for (std::size_t i = 0; i < all.size(); ++i) out << (i ? ",\n  {" : "\n  {") << write(all[i]) << '}';
  out << ']' << end << '\n';
}

template <class Each, class Write>
std::string object(const char* name, const std::vector<Each>& all, Write write) {
  std::string result;
  for (const Each& each : all) result += (result.empty() ? "" : ", ") + quoted(each.library) + ": " + write(each);
  return field(name, std::string("{") + result + "}");
}

std::string written(const peer& p) {
  if (!p.left_out_because.empty())
    return field("name", quoted(p.name)) + ", " + field("left_out_because", quoted(p.left_out_because));
  return field("name", quoted(p.name)) + ", " + field("version", quoted(p.version));
}

template <class Cell>
std::string written_place(const Cell& c) {
  return field("function", quoted(c.function)) + ", " + field("direction", quoted(c.direction)) + ", " +
         field("type", quoted(c.type)) + ", ";
}

template <class Cell>
std::string written_timings(const Cell& c) {
  const auto both = [](const timing& t) {
    return std::string("[") + number(t.nanoseconds) + ", " + number(t.ratio) + "]";
  };
  return field("size", std::to_string(c.size)) + ",\n   " + object("nanoseconds_and_ratio", c.timings, both);
}

std::string written(const timed_cell& c) {
  return written_place(c) + field("inputs", quoted(c.inputs)) + ", " + written_timings(c);
}

std::string written(const fused_cell& c) {
  return field("function", quoted(c.function)) + ", " + field("form", quoted(c.form)) + ", " +
         field("type", quoted(c.type)) + ", " + written_timings(c);
}

std::string written(const erring_cell& c) {
  const auto both = [](const errors_of_library& e) {
    return std::string("[") + list(e.worst) + ", " + list(e.specials) + "]";
  };
  return written_place(c) + "\n   " + object("worst_and_specials", c.errors, both);
}

std::string written(const curves_of_function& c) {
  const auto line = [](const curve& of) { return "\n   " + list(of.worst); };
  return field("function", quoted(c.function)) + ", " + object("worst", c.curves, line);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const report& r) {
  const auto write = [](const auto& each) { return written(each); };
  out << "{\n " << field("instruction_set", quoted(r.instruction_set)) << ",\n "
      << field("processor", quoted(r.processor)) << ",\n " << field("compiler", quoted(r.compiler)) << ",\n "
      << field("repetitions", std::to_string(r.repetitions)) << ",\n";
  write_list(out, "libraries", r.peers, write, ",");
  write_list(out, "times", r.times, write, ",");
  write_list(out, "fused", r.fused, write, ",");
  write_list(out, "errors", r.errors, write, ",");
  write_list(out, "curves", r.curves, write, "");
  return out << "}\n";
}

}  // namespace bench
