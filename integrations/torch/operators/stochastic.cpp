// The random map to zero or identity, whose expectation the GELU is:
//
//     stochastic_gelu(x, seed, offset, row_step)    y and the mask of what passed
//     stochastic_gelu_backward(dy, mask)            dy where the mask is set
//
// Element i of x, counted as torch indexes them, has the draw of number offset + i. With a row_step above 1 the rows
// are every row_step-th of a larger batch: element (r, c) has the draw of number offset + r row_step columns + c.

#include "dispatcher.hpp"
#include "elements.hpp"
#include "torch_threads.hpp"

#include <torch/library.h>
#include <act/stochastic.hpp>

namespace act_torch {
namespace {

struct stochastic_gelu {
  static constexpr const char* name = "stochastic_gelu";
};
using gate = act::stochastic_gate<act::gelu>;
using value_and_mask = std::tuple<Tensor, Tensor>;

std::uint64_t bits_of(std::int64_t x) { return static_cast<std::uint64_t>(x); }

/// Rows whose draws follow one another; each has words of the mask for itself.
struct rows {
  std::size_t count, columns, words;

  rows(std::int64_t count_, std::int64_t elements)
      : count(static_cast<std::size_t>(count_)),
        columns(count == 0 ? 0 : static_cast<std::size_t>(elements) / count),
        words((columns + 63) / 64) {}

  /// f(executor, row) for each: many short rows side by side, or the elements of a long one.
  template <class F>
  void for_each(const F& f) const {
    if (count == 1) return f(torch_threads{}, std::size_t{0});
    const auto one_after_the_other = [](std::size_t elements, std::size_t, const auto& chunk) { chunk(0, elements); };
    const std::size_t worthwhile = 16384 / (columns + 1) + 1;
    torch_threads{}(count, worthwhile, [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row) f(one_after_the_other, row);
    });
  }
};

value_and_mask sample_on_cpu(const Tensor& x, std::int64_t seed, std::int64_t offset, std::int64_t row_step) {
  TORCH_CHECK(row_step >= 1, "act::stochastic_gelu: expected row_step to be at least 1, but got ", row_step);
  TORCH_CHECK(offset >= 0, "act::stochastic_gelu: expected offset to be at least 0, but got ", offset);
  const rows layout(row_step == 1 || x.dim() == 0 ? 1 : x.size(0), x.numel());
  const Tensor in = x.contiguous(), y = at::empty(x.sizes(), x.options());
  const Tensor mask = at::empty({static_cast<std::int64_t>(layout.count), static_cast<std::int64_t>(layout.words)},
                                x.options().dtype(at::kLong));
  const auto masks = std::span(static_cast<std::uint64_t*>(mask.data_ptr()), layout.count * layout.words);
  with_element_type<stochastic_gelu>(x, [&](auto type) {
    using T = decltype(type);
    layout.for_each([&](const auto& executor, std::size_t row) {
      const std::size_t first = row * layout.columns;
      gate(bits_of(seed))
          .sample(executor, read<T>(in).subspan(first, layout.columns), written<T>(y).subspan(first, layout.columns),
                  masks.subspan(row * layout.words, layout.words), bits_of(offset) + bits_of(row_step) * first);
    });
  });
  return {y, mask};
}

Tensor backward_on_cpu(const Tensor& dy, const Tensor& mask) {
  TORCH_CHECK(mask.scalar_type() == at::kLong && mask.dim() == 2 && mask.is_contiguous(),
              "act::stochastic_gelu_backward: expected mask to be one that act::stochastic_gelu returned");
  const rows layout(mask.size(0), dy.numel());
  TORCH_CHECK(layout.count * layout.columns == static_cast<std::size_t>(dy.numel()) &&
                  layout.words == static_cast<std::size_t>(mask.size(1)),
              "act::stochastic_gelu_backward: expected mask to be of a tensor like dy, but got ", mask.sizes(),
              " words of 64 bits and ", dy.sizes(), " elements");
  const Tensor up = dy.contiguous(), dx = at::empty(dy.sizes(), dy.options());
  const auto masks = std::span(static_cast<const std::uint64_t*>(mask.data_ptr()), layout.count * layout.words);
  with_element_type<stochastic_gelu>(dy, [&](auto type) {
    using T = decltype(type);
    layout.for_each([&](const auto& executor, std::size_t row) {
      const std::size_t first = row * layout.columns;
      gate(0).backward(executor, masks.subspan(row * layout.words, layout.words),
                       read<T>(up).subspan(first, layout.columns), written<T>(dx).subspan(first, layout.columns));
    });
  });
  return dx;
}

value_and_mask sample(const Tensor& x, std::int64_t seed, std::int64_t offset, std::int64_t row_step) {
  static const auto operation =
      find_operator<value_and_mask(const Tensor&, std::int64_t, std::int64_t, std::int64_t)>("stochastic_gelu");
  return operation.call(x, seed, offset, row_step);
}

Tensor backward(const Tensor& dy, const Tensor& mask) {
  static const auto operation = find_operator<Tensor(const Tensor&, const Tensor&)>("stochastic_gelu_backward");
  return operation.call(dy, mask);
}

struct differentiable_sample : torch::autograd::Function<differentiable_sample> {
  static variable_list forward(AutogradContext* context, const Tensor& x, std::int64_t seed, std::int64_t offset,
                               std::int64_t row_step) {
    const at::AutoDispatchBelowADInplaceOrView guard;
    const auto [y, mask] = sample(x, seed, offset, row_step);
    context->save_for_backward({mask});
    context->mark_non_differentiable({mask});
    return {y, mask};
  }
  static variable_list backward(AutogradContext* context, const variable_list& upstream) {
    return {act_torch::backward(upstream[0], context->get_saved_variables()[0]), {}, {}, {}};
  }
};

/// Linear in dy.
struct differentiable_sample_backward : torch::autograd::Function<differentiable_sample_backward> {
  static Tensor forward(AutogradContext* context, const Tensor& dy, const Tensor& mask) {
    context->save_for_backward({mask});
    const at::AutoDispatchBelowADInplaceOrView guard;
    return act_torch::backward(dy, mask);
  }
  static variable_list backward(AutogradContext* context, const variable_list& ddx) {
    return {act_torch::backward(ddx[0], context->get_saved_variables()[0]), {}};
  }
};

value_and_mask sample_in_autograd(const Tensor& x, std::int64_t seed, std::int64_t offset, std::int64_t row_step) {
  if (is_differentiated(x)) {
    const variable_list both = differentiable_sample::apply(x, seed, offset, row_step);
    return {both[0], both[1]};
  }
  const at::AutoDispatchBelowADInplaceOrView guard;
  return sample(x, seed, offset, row_step);
}

Tensor backward_in_autograd(const Tensor& dy, const Tensor& mask) {
  if (is_differentiated(dy)) return differentiable_sample_backward::apply(dy, mask);
  const at::AutoDispatchBelowADInplaceOrView guard;
  return backward(dy, mask);
}

TORCH_LIBRARY_FRAGMENT(act, library) {
  library.def("stochastic_gelu(Tensor x, int seed, int offset=0, int row_step=1) -> (Tensor y, Tensor mask)");
  library.def("stochastic_gelu_backward(Tensor dy, Tensor mask) -> Tensor");
}

TORCH_LIBRARY_IMPL(act, CPU, library) {
  library.impl("stochastic_gelu", &sample_on_cpu);
  library.impl("stochastic_gelu_backward", &backward_on_cpu);
}

TORCH_LIBRARY_IMPL(act, Autograd, library) {
  library.impl("stochastic_gelu", &sample_in_autograd);
  library.impl("stochastic_gelu_backward", &backward_in_autograd);
}

}  // namespace
}  // namespace act_torch
