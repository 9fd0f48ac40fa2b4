#include "summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace paper {
namespace {

constexpr score epoch_scores::*parts[] = {&epoch_scores::training, &epoch_scores::held_out, &epoch_scores::test};

epoch_scores medians_of(const std::vector<const finished_run*>& runs, std::size_t epoch) {
  epoch_scores result;
  for (const auto part : parts) {
    for (double score::*number : {&score::loss, &score::error}) {
      std::vector<double> numbers;
      for (const finished_run* one : runs) numbers.push_back(one->curve[epoch].*part.*number);
      result.*part.*number = median(numbers);
    }
  }
  return result;
}

setting summarise_one(const std::vector<const finished_run*>& runs) {
  setting result{runs.front()->options, static_cast<int>(runs.size()), {}, false};
  for (std::size_t epoch = 0; epoch < runs.front()->curve.size(); ++epoch)
    result.medians.push_back(medians_of(runs, epoch));
  return result;
}

double worst_if_none(double number) { return std::isnan(number) ? std::numeric_limits<double>::infinity() : number; }

bool is_better(const setting& a, const setting& b) {
  const auto key = [](const setting& s) {
    const score& held_out = s.medians.back().held_out;
    return std::tuple(worst_if_none(held_out.error), worst_if_none(held_out.loss));
  };
  return key(a) < key(b);
}

bool differ_in_rate_alone(run_options a, const run_options& b) {
  a.learning_rate = b.learning_rate;
  return is_same_setting(a, b);
}

void choose_learning_rates(std::vector<setting>& settings) {
  for (setting& candidate : settings) {
    const setting* best = nullptr;
    for (const setting& other : settings) {
      if (differ_in_rate_alone(other.options, candidate.options) && (best == nullptr || is_better(other, *best)))
        best = &other;
    }
    candidate.is_chosen = candidate.options.held_out_examples != 0 && best == &candidate;
  }
}

/// Two numbers for each part; nothing where the part or the number has no meaning.
std::string cells(const epoch_scores& scores, const run_options& options, goal aim) {
  std::string result;
  for (const auto part : parts) {
    const bool is_there = part != &epoch_scores::held_out || options.held_out_examples != 0;
    result.append(",").append(is_there ? shown((scores.*part).loss) : "");
    result.append(",").append(is_there && aim == goal::classification ? shown((scores.*part).error) : "");
  }
  return result + "\n";
}

const std::string setting_columns = "experiment,data,activation,optimizer,dropout,learning_rate";
const std::string score_columns = "training_loss,training_error,held_out_loss,held_out_error,test_loss,test_error\n";

std::string setting_cells(const run_options& options, const table_of& what) {
  return options.experiment + "," + what.data_name + "," + options.activation + "," + options.optimizer + "," +
         shown(options.dropout) + "," + shown(options.learning_rate);
}

const std::string median_columns = setting_columns + ",chosen,training_examples,seeds,epoch," + score_columns;

std::string median_row(const setting& one, std::size_t epoch, const table_of& what) {
  return setting_cells(one.options, what) + "," + (one.is_chosen ? "1" : "0") + "," +
         std::to_string(one.options.training_examples) + "," + std::to_string(one.seeds) + "," +
         std::to_string(epoch + 1) + cells(one.medians[epoch], one.options, what.aim);
}

}  // namespace

bool is_same_setting(run_options a, const run_options& b) {
  a.seed = b.seed;
  return first_difference(a, b).empty();
}

double median(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end(), [](double a, double b) { return worst_if_none(a) < worst_if_none(b); });
  const std::size_t middle = numbers.size() / 2;
  return numbers.size() % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
}

std::vector<setting> summarise(const std::vector<finished_run>& runs) {
  std::vector<setting> settings;
  for (const finished_run& first : runs) {
    const auto has_it = [&](const setting& s) { return is_same_setting(s.options, first.options); };
    if (std::any_of(settings.begin(), settings.end(), has_it)) continue;
    std::vector<const finished_run*> alike;
    for (const finished_run& one : runs)
      if (is_same_setting(one.options, first.options)) alike.push_back(&one);
    settings.push_back(summarise_one(alike));
  }
  choose_learning_rates(settings);
  return settings;
}

std::string runs_as_csv(const std::vector<finished_run>& runs, const table_of& what) {
  std::string csv = setting_columns + ",seed,epoch," + score_columns;
  for (const finished_run& one : runs) {
    csv += setting_cells(one.options, what) + "," + std::to_string(one.options.seed) + "," +
           std::to_string(one.curve.size()) + cells(one.curve.back(), one.options, what.aim);
  }
  return csv;
}

std::string curves_as_csv(const std::vector<setting>& settings, const table_of& what) {
  std::string csv = median_columns;
  for (const setting& one : settings)
    for (std::size_t epoch = 0; epoch < one.medians.size(); ++epoch) csv += median_row(one, epoch, what);
  return csv;
}

std::string results_as_csv(const std::vector<setting>& settings, const table_of& what) {
  std::string csv = median_columns;
  for (const setting& one : settings) csv += median_row(one, one.medians.size() - 1, what);
  return csv;
}

}  // namespace paper
