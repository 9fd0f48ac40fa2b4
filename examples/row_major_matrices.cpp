// act on row-major matrices that come with a stride, as std::mdspan, BLAS and most tensor libraries have them: a bias
// for each column, rows of gates and values side by side, and a window of a larger matrix.

#include <act/act.hpp>

#include <cstdio>
#include <span>
#include <vector>

namespace {

/// A view of rows x columns elements, rows `stride` elements apart: what a std::mdspan of layout_stride is to its
/// users.
class matrix_view {
 public:
  matrix_view(float* first, std::size_t rows, std::size_t columns, std::size_t stride)
      : first_(first), rows_(rows), columns_(columns), stride_(stride) {}

  std::size_t rows() const { return rows_; }
  std::size_t stride() const { return stride_; }
  std::span<float> row(std::size_t i) const { return {first_ + i * stride_, columns_}; }
  /// From the first element to the last, with what lies between rows.
  std::span<float> elements() const { return {first_, (rows_ - 1) * stride_ + columns_}; }
  matrix_view window(std::size_t row, std::size_t column, std::size_t rows, std::size_t columns) const {
    return {first_ + row * stride_ + column, rows, columns, stride_};
  }

 private:
  float* first_;
  std::size_t rows_, columns_, stride_;
};

void print(const char* label, matrix_view m) {
  for (std::size_t i = 0; i < m.rows(); ++i) {
    std::printf("%-8s", i == 0 ? label : "");
    for (const float element : m.row(i)) std::printf(" %9.6f", static_cast<double>(element));
    std::printf("\n");
  }
}

/// Steps of 1/4, from -1 on.
std::vector<float> numbers(std::size_t count) {
  std::vector<float> x(count);
  for (std::size_t i = 0; i < count; ++i) x[i] = static_cast<float>(i) / 4 - 1;
  return x;
}

// Rows side by side: all of the matrix is one range, and the bias's length says where rows end.
void show_bias() {
  std::vector<float> x = numbers(6), y(6);
  const std::vector<float> bias{0, 1, -1};
  act::gelu.bias(x, bias, y);
  print("bias", {y.data(), 2, 3, 3});
}

// One product gave the gates and the values of a SwiGLU side by side, in rows that are padded to 8 elements.
void show_packed_rows() {
  std::vector<float> storage = numbers(16);
  const matrix_view gate_and_value(storage.data(), 2, 6, 8);
  std::vector<float> y(6);
  act::swiglu.packed(gate_and_value.elements(), 3, y, gate_and_value.stride());
  print("swiglu", {y.data(), 2, 3, 3});
}

// A window in the middle: its rows are ranges, one by one. What lies around it is not touched.
void show_window() {
  std::vector<float> storage = numbers(16);
  const matrix_view whole(storage.data(), 4, 4, 4), middle = whole.window(1, 1, 2, 2);
  for (std::size_t i = 0; i < middle.rows(); ++i) act::gelu(middle.row(i), middle.row(i));
  print("window", whole);
}

}  // namespace

int main() {
  show_bias();
  show_packed_rows();
  show_window();
}
