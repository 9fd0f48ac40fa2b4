// How fast and how accurate is act beside the libraries that people use?

#include "../aligned_array.hpp"
#include "../inputs.hpp"
#include "environment.hpp"
#include "fused_workspace.hpp"
#include "options.hpp"
#include "peers.hpp"
#include "report.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iostream>

namespace {

using namespace bench;

constexpr std::size_t size_for_all_inputs = 1 << 14;
/// Above this the arrays are far beyond the caches: fewer repetitions, and those libraries sit out that are bound by
/// their arithmetic anyway.
constexpr std::size_t largest_cached_size = 1 << 22;
constexpr int repetitions_beyond_caches = 7;
constexpr double limit_beyond_caches = 8;

bool is_wanted(const std::set<std::string>& wanted, const std::string& name) {
  return wanted.empty() || wanted.contains(name);
}

template <class T>
std::vector<T> drawn_inputs(const std::string& name, std::size_t count) {
  if (name == "hard") return hard<T>(count);
  return normal<T>(count, name == "normal_1" ? 1 : 2);
}

template <class T>
arrays<T> arrays_of(const workspace<T>& memory) {
  return {memory.x.numbers().size(), memory.x.numbers().data(), memory.dy.numbers().data(), memory.y.numbers().data()};
}

std::vector<timing> timings(const std::vector<subject>& subjects, std::size_t size, const options& o) {
  if (size <= largest_cached_size) return time_interleaved(subjects, size, o.repetitions);
  return time_interleaved(subjects, size, std::min(o.repetitions, repetitions_beyond_caches), limit_beyond_caches);
}

/// Form: a direction, or a fused form.
template <class T, class Form, template <class> class Arrays>
std::vector<subject> subjects_of(const std::vector<peer>& peers, function f, Form form, const Arrays<T>& a) {
  std::vector<subject> subjects;
  for (const peer& p : peers) {
    if (call run = p.prepare(f, form, a)) subjects.push_back({p.name, std::move(run)});
  }
  return subjects;
}

template <class T>
void time_functions(report& r, const options& o, const std::string& inputs, const workspace<T>& memory) {
  const arrays<T> a = arrays_of(memory);
  for (const function f : all_functions) {
    for (const direction d : all_directions) {
      if (!is_wanted(o.functions, name_of(f)) || !is_wanted(o.directions, name_of(d))) continue;
      const std::vector<subject> subjects = subjects_of(r.peers, f, d, a);
      std::cerr << name_of(f) << ' ' << name_of(d) << ' ' << type_name<T> << ' ' << inputs << ' ' << a.count << '\n';
      r.times.push_back({name_of(f), name_of(d), type_name<T>, inputs, a.count, timings(subjects, a.count, o)});
    }
  }
}

template <class T>
void time_copy(report& r, const options& o, const workspace<T>& memory) {
  const arrays<T> a = arrays_of(memory);
  const call copy = [=] { std::memcpy(a.y, a.x, a.count * sizeof(T)); };
  r.times.push_back({"memcpy", "forward", type_name<T>, "normal_2", a.count, timings({{"memcpy", copy}}, a.count, o)});
}

template <class T>
void time_type(report& r, const options& o) {
  for (const std::string inputs : {"normal_2", "normal_1", "hard"}) {
    for (const std::size_t size : o.sizes) {
      const bool is_main = inputs == "normal_2";
      if (!is_wanted(o.inputs, inputs) || !(is_main || size == size_for_all_inputs)) continue;
      const workspace<T> memory(drawn_inputs<T>(inputs, size), T(1.5));
      if (is_main) time_copy(r, o, memory);
      time_functions(r, o, inputs, memory);
    }
  }
}

/// Throws where a library computes something else than act, the first subject.
template <class T>
void require_agreement(const std::vector<subject>& subjects, const fused_workspace<T>& memory) {
  std::vector<double> wanted;
  for (const subject& each : subjects) {
    each.run();
    const std::vector<double> got = memory.results();
    if (wanted.empty()) wanted = got;
    // A sum of a thousand numbers of 16 bits may be off by a little, even where it is near 0.
    const auto is_near = [](double a, double b) { return std::fabs(a - b) <= 0.25 + 0.05 * std::fabs(b); };
    if (!std::ranges::equal(got, wanted, is_near)) throw std::runtime_error(each.library + " computes something else");
  }
}

template <class T>
void time_fused_forms(report& r, const options& o) {
  for (const std::size_t size : o.sizes) {
    if (size > largest_cached_size) continue;
    for (const fused_form form : all_fused_forms) {
      const fused_workspace<T> memory(size, form);
      for (const function f : all_functions) {
        if (!is_wanted(o.functions, name_of(f))) continue;
        std::cerr << name_of(f) << ' ' << name_of(form) << ' ' << type_name<T> << ' ' << size << '\n';
        const std::vector<subject> subjects = subjects_of(r.peers, f, form, memory.arrays());
        require_agreement(subjects, memory);
        r.fused.push_back({name_of(f), name_of(form), type_name<T>, size, timings(subjects, size, o)});
      }
    }
  }
}

template <class T>
void measure_errors_of_type(report& r, const options& o) {
  for (const function f : all_functions) {
    for (const direction d : all_directions) {
      if (!is_wanted(o.functions, name_of(f)) || !is_wanted(o.directions, name_of(d))) continue;
      std::cerr << "errors of " << name_of(f) << ' ' << name_of(d) << ' ' << type_name<T> << '\n';
      r.errors.push_back({name_of(f), name_of(d), type_name<T>, errors<T>(r.peers, f, d)});
    }
  }
}

void measure_curves(report& r, const options& o) {
  for (const function f : all_functions) {
    if (is_wanted(o.functions, name_of(f))) r.curves.push_back({name_of(f), error_curves(r.peers, f)});
  }
}

std::vector<peer> wanted_peers(const options& o) {
  std::vector<peer> all = all_peers();
  for (const std::string& name : o.libraries) {
    if (std::ranges::none_of(all, [&](const peer& p) { return p.name == name; })) {
      throw std::runtime_error("there is no library " + name);
    }
  }
  std::erase_if(all, [&](const peer& p) { return p.name != "act" && !is_wanted(o.libraries, p.name); });
  return all;
}

void measure(report& r, const options& o) {
  const auto measure_type = [&]<class T>(std::type_identity<T>) {
    if (!is_wanted(o.types, type_name<T>)) return;
    if (o.errors) measure_errors_of_type<T>(r, o);
    if (o.times) time_type<T>(r, o);
    if (o.fused) time_fused_forms<T>(r, o);
  };
  measure_type(std::type_identity<float>{});
  measure_type(std::type_identity<double>{});
  measure_type(std::type_identity<act::float16>{});
  measure_type(std::type_identity<act::bfloat16>{});
  if (o.errors && is_wanted(o.types, type_name<float>)) measure_curves(r, o);
}

}  // namespace

int main(int argc, char** argv) try {
  const options o = parse(argc, argv);
  restart_with_environment(argv);
  std::ofstream file(o.output);
  if (!file) throw std::runtime_error(o.output + " cannot be written");
  report r{instruction_set(), processor(), compiler(), o.repetitions, wanted_peers(o), {}, {}, {}, {}};
  for (const peer& p : r.peers) {
    if (!p.left_out_because.empty()) std::cerr << p.name << " is left out: " << p.left_out_because << '\n';
  }
  measure(r, o);
  if (!(file << r).flush()) throw std::runtime_error(o.output + " could not be written");
} catch (const std::exception& problem) {
  std::cerr << "compare: " << problem.what() << '\n';
  return 2;
}
