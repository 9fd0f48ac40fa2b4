#include "accuracy_table.hpp"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace accuracy {
namespace {

const std::string header = "function,quantity,type,instruction_set,domain,bound,measured,worst_input";

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

}  // namespace

double row::bound_as_number() const {
  const bool is_power = bound.starts_with("2^");
  const std::string digits = is_power ? bound.substr(2) : bound;
  std::size_t used = 0;
  const double number = std::stod(digits, &used);
  if (used != digits.size()) throw std::invalid_argument(bound);
  return is_power ? std::exp2(number) : number;
}

std::vector<row> read_table(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line)) throw std::runtime_error(file.string() + " cannot be read");
  if (line != header) throw std::runtime_error(file.string() + ":1: the columns are not " + header);
  std::vector<row> rows;
  while (std::getline(in, line)) {
    const auto place = file.string() + ":" + std::to_string(rows.size() + 2) + ": ";
    const auto f = split(line);
    if (f.size() != 8) throw std::runtime_error(place + "not 8 columns: " + line);
    rows.push_back({f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]});
    try {
      rows.back().bound_as_number();
    } catch (const std::logic_error&) {
      throw std::runtime_error(place + "not a bound: " + f[5]);
    }
  }
  return rows;
}

void write_table(const std::filesystem::path& file, const std::vector<row>& rows) {
  std::ostringstream text;
  text << header << "\n";
  for (const row& r : rows) {
    text << r.function << ',' << r.quantity << ',' << r.type << ',' << r.instruction_set << ',' << r.domain << ','
         << r.bound << ',' << r.measured << ',' << r.worst_input << "\n";
  }
  std::ofstream out(file);
  out << text.str();
  if (!out.flush()) throw std::runtime_error(file.string() + " cannot be written");
}

std::string shown(double error, bool is_absolute) {
  char text[40];
  if (error == 0 || std::isinf(error)) {
    std::snprintf(text, sizeof text, "%g", error);
  } else if (is_absolute) {
    std::snprintf(text, sizeof text, "2^%.2f", std::ceil(std::log2(error) * 100) / 100);
  } else {
    std::snprintf(text, sizeof text, "%.4f", std::ceil(error * 1e4) / 1e4);
  }
  return text;
}

std::string hexadecimal(double x) {
  char text[40];
  std::snprintf(text, sizeof text, "%a", x);
  return text;
}

}  // namespace accuracy
