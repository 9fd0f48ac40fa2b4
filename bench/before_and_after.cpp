// What did a change do to the speed of each form, and to its results? act as it stands beside act at the revision
// ACT_BENCH_BEFORE, both compiled alike, by turns: medians of ratios, below 1 where the change gained.
//
//   before_and_after [ELEMENTS [REGEX]]: at 16 Ki, all rows, unless the arguments say otherwise

#include "aligned_array.hpp"
#include "form_calls.hpp"
#include "inputs.hpp"
#include "timing.hpp"

#include <act/half.hpp>

#include <cstdio>
#include <exception>
#include <numeric>
#include <regex>
#include <string>

namespace {

constexpr int repetitions = 31;

struct request {
  std::size_t count = 1 << 14;
  std::regex rows{""};
};

template <class T>
class matrices {
 public:
  explicit matrices(const std::vector<T>& x)
      : columns_(std::gcd(x.size(), std::size_t{128})), of_(x, T(0)), z_(x.size(), 3264), sums_(columns_, 448) {
    const std::vector<T> second = bench::normal<T>(2 * x.size(), 1);  // not what x was drawn from
    std::copy(second.begin() + static_cast<std::ptrdiff_t>(x.size()), second.end(), of_.dy.numbers().begin());
  }

  bench::form_arrays memory() const {
    return {of_.x.numbers().size(), columns_,
            of_.x.numbers().data(), of_.dy.numbers().data(),
            of_.y.numbers().data(), z_.numbers().data(),
            sums_.numbers().data()};
  }

  /// The bytes of all results.
  std::vector<std::byte> results_of(const bench::form_call& call) const {
    std::vector<std::byte> bytes;
    const auto outputs = {of_.y.numbers(), z_.numbers(), sums_.numbers()};
    for (const auto& out : outputs) std::fill(out.begin(), out.end(), T(0));
    call.run(memory());
    for (const auto& out : outputs) bytes.insert(bytes.end(), std::as_bytes(out).begin(), std::as_bytes(out).end());
    return bytes;
  }

 private:
  std::size_t columns_;
  bench::workspace<T> of_;  // its dy is the second input of every form
  bench::aligned_array<T> z_, sums_;
};

template <class T>
bench::timing time(const matrices<T>& with, const bench::form_call& before, const bench::form_call& after) {
  const auto memory = with.memory();
  return bench::time_interleaved({{"after", [&] { after.run(memory); }}, {"before", [&] { before.run(memory); }}},
                                 memory.count, repetitions)[1];
}

template <class T>
void print_rows(const request& asked, const char* type, const bench::form_calls& before,
                const bench::form_calls& after) {
  const matrices<T> normal(bench::normal<T>(asked.count, 2)), hard(bench::hard<T>(asked.count));
  for (std::size_t i = 0; i < after.size(); ++i) {
    const std::string row = std::string(type) + ' ' + after[i].function + ' ' + after[i].form;
    if (!std::regex_search(row, asked.rows)) continue;
    const bench::timing of_normal = time(normal, before[i], after[i]), of_hard = time(hard, before[i], after[i]);
    const bool same = normal.results_of(before[i]) == normal.results_of(after[i]) &&
                      hard.results_of(before[i]) == hard.results_of(after[i]);
    std::printf("%-9s %-13s %-21s %9.3f %9.2f %9.3f %9.2f   %s\n", type, after[i].function, after[i].form,
                of_normal.nanoseconds, of_normal.ratio, of_hard.nanoseconds, of_hard.ratio, same ? "same" : "differ");
    std::fflush(stdout);
  }
}

}  // namespace

int main(int count, char** arguments) {
  request asked;
  try {
    if (count > 1) asked.count = std::stoul(arguments[1]);
    if (count > 2) asked.rows = arguments[2];
  } catch (const std::exception&) {
    asked.count = 0;
  }
  if (asked.count == 0 || count > 3) {
    std::fprintf(stderr, "usage: before_and_after [ELEMENTS [REGEX of the rows to print]]\n");
    return 2;
  }
  std::printf("%zu elements; before: %s\n%51s %19s\n", asked.count, REVISION_BEFORE, "N(0, 4)", "hard mixture");
  std::printf("%-9s %-13s %-21s %9s %9s %9s %9s   %s\n", "type", "function", "form", "ns before", "ratio", "ns before",
              "ratio", "results");
  print_rows<float>(asked, "float", bench::before::of_float(), bench::after::of_float());
  print_rows<double>(asked, "double", bench::before::of_double(), bench::after::of_double());
  print_rows<act::float16>(asked, "float16", bench::before::of_float16(), bench::after::of_float16());
  print_rows<act::bfloat16>(asked, "bfloat16", bench::before::of_bfloat16(), bench::after::of_bfloat16());
}
