#include "measurement.hpp"

#include <exception>
#include <thread>

namespace accuracy {

template <class T>
std::vector<measurement> rows_to_measure(const reference::activation& f, const compiled_activation<T>& compiled) {
  const auto row = [&](quantity q, domain d) {
    return measurement{compiled.function, std::string(compiled.vector) + compiled.form + compiled.subnormals,
                       compiled.instruction_set, q, d};
  };
  if (!f.sign_change) return {row(quantity::value, domain::all), row(quantity::derivative, domain::all)};
  return {row(quantity::value, domain::all), row(quantity::derivative, domain::outside),
          row(quantity::derivative, domain::near_sign_change)};
}
template std::vector<measurement> rows_to_measure(const reference::activation&, const compiled_activation<float>&);
template std::vector<measurement> rows_to_measure(const reference::activation&, const compiled_activation<double>&);

void merge(measurement& into, const measurement& other) {
  if (other.error > into.error) {
    into.error = other.error;
    into.worst_input = other.worst_input;
  }
  into.inputs += other.inputs;
  into.not_correctly_rounded += other.not_correctly_rounded;
}

std::vector<measurement> on_threads(unsigned threads,
                                    const std::function<std::vector<measurement>(std::uint64_t, std::uint64_t)>& work) {
  std::vector<std::vector<measurement>> parts(threads);
  std::vector<std::exception_ptr> failures(threads);
  std::vector<std::thread> running;
  for (unsigned k = 0; k < threads; ++k) {
    running.emplace_back([&, k] {
      try {
        parts[k] = work(k, threads);
      } catch (...) {
        failures[k] = std::current_exception();
      }
      mpfr_free_cache();
    });
  }
  for (std::thread& t : running) t.join();
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
  for (unsigned k = 1; k < threads; ++k)
    for (std::size_t i = 0; i < parts[0].size(); ++i) merge(parts[0][i], parts[k][i]);
  return parts[0];
}

}  // namespace accuracy
