// Prints a hash of the results of every activation on a fixed set of inputs. Compilers, optimisation levels and
// contraction settings must not change a bit of it.

#include <act/act.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

namespace {

/// FNV-1a over the bits of results; a NaN counts as one, whatever its payload.
template <class T>
class hash_of_results {
 public:
  template <act::simd::vector V>
  void add(V results) {
    std::array<T, act::simd::lanes_of<V>> lanes;
    act::simd::store(lanes.data(), results);
    for (const T lane : lanes) add(lane);
  }
  void add(T x) {
    using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    const auto pattern = act::simd::bit_cast<bits>(x);
    const bool is_nan = static_cast<bits>(pattern << 1) >
                        static_cast<bits>(act::simd::bit_cast<bits>(std::numeric_limits<T>::infinity()) << 1);
    state_ = (state_ ^ (is_nan ? 1 : pattern)) * 0x100000001b3u;
  }
  unsigned long long value() const { return state_; }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325u;
};

/// Any bit pattern, and numbers between -50 and 50, in turn. All integer arithmetic, and divisions by powers of two.
template <class T>
std::vector<T> inputs() {
  using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  std::mt19937_64 random(20160627);
  std::vector<T> x(60000);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::uint64_t number = random();
    const auto between = static_cast<std::int64_t>(number >> 12) - (std::int64_t{1} << 51);
    x[i] = i % 4 == 0 ? act::simd::bit_cast<T>(static_cast<bits>(number))
                      : static_cast<T>(static_cast<double>(between) * 0x1p-51 * (i % 4 == 1 ? 50 : 6));
  }
  return x;
}

template <class T, act::activation F>
void print(const F& f, const std::vector<T>& x) {
  using V = act::simd::native<T>;
  hash_of_results<T> value, derivative, joint_value, joint_derivative;
  for (std::size_t i = 0; i + act::simd::lanes_of<V> <= x.size(); i += act::simd::lanes_of<V>) {
    const V lanes = act::simd::load<V>(&x[i]);
    value.add(f.template value<V>(lanes));
    derivative.add(f.template derivative<V>(lanes));
    if constexpr (requires { f.template value_and_derivative<V>(lanes); }) {
      const auto both = f.template value_and_derivative<V>(lanes);
      joint_value.add(both.value);
      joint_derivative.add(both.derivative);
    }
  }
  std::printf("%s %s value %016llx derivative %016llx both %016llx %016llx\n", F::name,
              sizeof(T) == 4 ? "float" : "double", value.value(), derivative.value(), joint_value.value(),
              joint_derivative.value());
}

template <class T>
void print_all() {
  const std::vector<T> x = inputs<T>();
  print(act::gelu, x);
  print(act::gelu_tanh, x);
  print(act::gelu_sigmoid, x);
  print(act::silu, x);
  print(act::relu, x);
  print(act::elu, x);
  print(act::elu_fn{1.67}, x);
  print(act::cauchy_gate, x);
  print(act::gelu_normal_fn{0.25, 1.5}, x);
  print(act::normal_cdf, x);
  print(act::normal_density, x);
  print(act::logistic, x);
}

}  // namespace

int main() {
  print_all<float>();
  print_all<double>();
}
