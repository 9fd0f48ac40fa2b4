#pragma once

/// \file accuracy_table.hpp
/// docs/accuracy.csv: the bounds, written by hand, and what a sweep measured.

#include <filesystem>
#include <string>
#include <vector>

namespace accuracy {

struct row {
  std::string function, quantity, type, instruction_set, domain, bound, measured, worst_input;

  /// An error near the sign change is absolute, all others are in ULP.
  bool is_absolute() const { return domain == "near_sign_change"; }
  /// The bound as a number: "4", "0.75" or "2^-25".
  double bound_as_number() const;
};

/// Throws std::runtime_error, saying which line, where the file is not such a table.
std::vector<row> read_table(const std::filesystem::path& file);
void write_table(const std::filesystem::path& file, const std::vector<row>& rows);

/// An error as the table shows it, rounded up: 0.7321, or 2^-26.31 where it is absolute.
std::string shown(double error, bool is_absolute);
/// The hexadecimal form of a number, which says all its bits.
std::string hexadecimal(double x);

}  // namespace accuracy
