#include "environment.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>

namespace bench {
namespace {

#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
constexpr const char* compiled_for = "AVX-512";
const std::map<std::string, std::string> variables = {{"OMP_NUM_THREADS", "1"}, {"ATEN_CPU_CAPABILITY", "avx512"}};
#elif defined(__AVX2__) && defined(__FMA__) && !defined(__AVX512F__)
constexpr const char* compiled_for = "AVX2";
const std::map<std::string, std::string> variables = {
    {"OMP_NUM_THREADS", "1"}, {"ATEN_CPU_CAPABILITY", "avx2"}, {"ONEDNN_MAX_CPU_ISA", "AVX2"}};
#elif defined(__SSE2__) && !defined(__SSE3__)
constexpr const char* compiled_for = "SSE2";
const std::map<std::string, std::string> variables = {
    {"OMP_NUM_THREADS", "1"}, {"ATEN_CPU_CAPABILITY", "default"}, {"ONEDNN_MAX_CPU_ISA", "SSE41"}};  // their least
#else
#error "The comparison knows AVX-512, AVX2 with FMA, and SSE2: -march=native, -march=x86-64-v3 or no ACT_ARCH_FLAGS"
#endif

}  // namespace

std::string instruction_set() { return compiled_for; }

void restart_with_environment(char** argv) {
  bool is_complete = true;
  for (const auto& [name, value] : variables) {
    const char* now = std::getenv(name.c_str());
    if (now && now == value) continue;
    setenv(name.c_str(), value.c_str(), 1);
    is_complete = false;
  }
  if (is_complete) return;
  execv("/proc/self/exe", argv);
  throw std::runtime_error("the program could not start itself again");
}

std::string processor() {
  std::ifstream information("/proc/cpuinfo");
  for (std::string line; std::getline(information, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(": ") + 2);
  }
  return "unknown";
}

std::string compiler() {
#ifdef __clang__
  return "clang " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

}  // namespace bench
