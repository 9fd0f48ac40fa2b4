#pragma once

// Values in a row of bytes, and back.

#include <Eigen/Core>

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace paper {

class byte_writer {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (write(values), ...);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void write_raw(const void* data, std::size_t size) { bytes_.append(static_cast<const char*>(data), size); }

  template <class T>
  requires std::is_arithmetic_v<T>
  void write(T value) { write_raw(&value, sizeof value); }
  template <class Sequence>
  requires requires(const Sequence& s) { s.data(); }
  void write(const Sequence& values) {
    write(static_cast<std::uint64_t>(values.size()));
    write_raw(values.data(), static_cast<std::size_t>(values.size()) * sizeof *values.data());
  }

  std::string bytes_;
};

class byte_reader {
 public:
  explicit byte_reader(std::string_view bytes) : bytes_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (read(values), ...);
  }
  bool is_at_end() const { return bytes_.empty(); }

 private:
  void read_raw(void* data, std::size_t size) {
    if (size > bytes_.size()) throw std::runtime_error("is too short");
    if (size != 0) std::memcpy(data, bytes_.data(), size);
    bytes_.remove_prefix(size);
  }

  template <class T>
  requires std::is_arithmetic_v<T>
  void read(T& value) { read_raw(&value, sizeof value); }
  template <class Sequence>
  requires requires(Sequence& s) { s.data(); }
  void read(Sequence& values) {
    std::uint64_t size = 0;
    read(size);
    if (size > bytes_.size() / sizeof *values.data()) throw std::runtime_error("is too short");
    resize(values, size);
    read_raw(values.data(), static_cast<std::size_t>(size) * sizeof *values.data());
  }

  template <class T>
  static void resize(std::vector<T>& values, std::uint64_t size) {
    static_assert(std::is_trivially_copyable_v<T>);
    values.resize(static_cast<std::size_t>(size));
  }
  static void resize(std::string& values, std::uint64_t size) { values.resize(static_cast<std::size_t>(size)); }

  /// The numbers of a network are as many as it has.
  template <class T>
  static void resize(Eigen::PlainObjectBase<T>& values, std::uint64_t size) {
    if (size != static_cast<std::uint64_t>(values.size())) throw std::runtime_error("is of another network");
  }

  std::string_view bytes_;
};

}  // namespace paper
