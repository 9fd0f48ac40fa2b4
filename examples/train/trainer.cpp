#include "trainer.hpp"

#include "../learning/cross_entropy.hpp"

#include <algorithm>
#include <numeric>

namespace train {
namespace {

std::vector<Eigen::Index> all_widths(const learning::data_set& data, const std::vector<Eigen::Index>& hidden) {
  std::vector<Eigen::Index> widths{data.training.pixels_of_one()};
  widths.insert(widths.end(), hidden.begin(), hidden.end());
  widths.push_back(data.classes);
  return widths;
}

}  // namespace

trainer::trainer(const learning::data_set& data, const std::string& activation, const training_options& options)
    : data_(data),
      options_(options),
      network_({all_widths(data, options.hidden_widths), activation}, options.seed),
      optimiser_(network_.parameters().size()),
      random_{std::mt19937_64(options.seed)},
      order_(data.training.count) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
}

epoch_report trainer::run_epoch() {
  examples::stopwatch epoch;
  const double before = network_.time_in_activations().seconds();
  epoch_report report{};
  epoch.time([&] {
    report.mean_loss = train_once();
    report.test_error = test_error();
  });
  report.seconds = epoch.seconds();
  report.share_in_activations = (network_.time_in_activations().seconds() - before) / report.seconds;
  return report;
}

float trainer::learning_rate() const {
  const double all = static_cast<double>(order_.size()) * options_.epochs;
  return options_.learning_rate * static_cast<float>(1 - static_cast<double>(images_seen_) / all);
}

double trainer::train_once() {
  std::shuffle(order_.begin(), order_.end(), random_.generator);
  double loss = 0;
  for (std::size_t first = 0; first < order_.size(); first += options_.batch_size) {
    const auto batch = std::span(order_).subspan(first, std::min(options_.batch_size, order_.size() - first));
    gather(data_, data_.training, batch, images_);
    labels_.clear();
    for (const std::size_t i : batch) labels_.push_back(data_.training.labels[i]);
    loss += learning::softmax_cross_entropy(network_.forward(images_, random_), labels_, logits_gradient_);
    network_.backward(images_, logits_gradient_);
    optimiser_.step(network_.parameters(), network_.gradient(), learning_rate());
    images_seen_ += batch.size();
  }
  return loss / static_cast<double>(order_.size());
}

double trainer::test_error() {
  constexpr std::size_t at_once = 500;
  const learning::labelled_images& test = data_.test;
  std::vector<std::size_t> all(test.count);
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::size_t wrong = 0;
  for (std::size_t first = 0; first < test.count; first += at_once) {
    const auto batch = std::span(all).subspan(first, std::min(at_once, test.count - first));
    gather(data_, test, batch, images_);
    const Eigen::MatrixXf& logits = network_.infer(images_);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      Eigen::Index predicted = 0;
      logits.col(static_cast<Eigen::Index>(i)).maxCoeff(&predicted);
      wrong += predicted != test.labels[batch[i]];
    }
  }
  return static_cast<double>(wrong) / static_cast<double>(test.count);
}

}  // namespace train
