// Prints which instruction set runs, and a hash of what it computes: in a static constructor, then on several threads
// at once, which in a program of its own choose at once.

#include <act/act.hpp>

#include "softsign.hpp"

#include <array>
#include <cstdio>
#include <cstring>
#include <latch>
#include <thread>
#include <vector>

namespace {

unsigned long long hash_of_results() {
  std::vector<float> x(3001), y(x.size()), dydx(x.size());
  std::vector<double> wide(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = -20 + static_cast<float>(i) * 0x1p-7f;
    wide[i] = static_cast<double>(x[i]);
  }
  std::uint64_t hash = 0;
  const auto add = [&hash](const auto& results) {
    for (const auto r : results)
      hash = (hash ^ act::simd::bit_cast<std::uint64_t>(static_cast<double>(r))) * 0x100000001b3u;
  };
  const auto add_all = [&](const auto& f) {
    f.value_and_derivative(x, y, dydx);
    add(y);
    add(dydx);
    std::vector<double> z(wide.size());
    f.backward(wide, wide, z);
    add(z);
  };
  add_all(act::gelu);
  add_all(act::gelu_tanh);
  add_all(act::gelu_sigmoid);
  add_all(act::silu);
  add_all(act::relu);
  add_all(act::elu_fn{0.75});
  add_all(softsign_fn{});
  return hash;
}

struct result {
  std::array<char, 16> isa{};
  unsigned long long hash = 0;

  static result now() {
    result r;
    r.hash = hash_of_results();
    act::active_isa().copy(r.isa.data(), r.isa.size() - 1);
    return r;
  }
};

void print(const char* where, const result& r) { std::printf("%s %s %016llx\n", where, r.isa.data(), r.hash); }

#if !defined(ONLY_THREADS)
const result in_static_constructor = result::now();
#endif

}  // namespace

int main() {
#if !defined(ONLY_THREADS)
  print("constructor", in_static_constructor);
#endif
  constexpr int threads = 8;
  std::array<result, threads> results;
  {
    std::latch start(threads);
    std::vector<std::jthread> workers;
    for (result& r : results)
      workers.emplace_back([&start, &r] {
        start.arrive_and_wait();
        r = result::now();
      });
  }
  for (const result& r : results) print("thread", r);
  std::printf("request %s\n", act::requested_isa_is_unknown() ? "unknown" : "known");
}
