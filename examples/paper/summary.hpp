#pragma once

// What the runs of one setting have in common: medians over the seeds, and the choice of the learning rate.

#include "training.hpp"

#include <string>
#include <vector>

namespace paper {

/// Of an even number: the mean of the middle two. What is not a number counts as the worst.
double median(std::vector<double> numbers);

/// Whether they differ in the seed alone, if at all.
bool is_same_setting(run_options a, const run_options& b);

/// Runs that differ in the seed alone.
struct setting {
  run_options options;  // of the first run
  int seeds = 0;
  std::vector<epoch_scores> medians;  // over the seeds, epoch by epoch
  bool is_chosen = false;
};

/// In the order of the runs. Where examples are held out, one learning rate is chosen for each activation, optimizer
/// and dropout: that with the smallest median share of wrong labels among them after the last epoch, then the smallest
/// loss.
std::vector<setting> summarise(const std::vector<finished_run>& runs);

/// What the columns cannot say of themselves.
struct table_of {
  std::string data_name;
  goal aim;
};

/// The last epoch of each run; every epoch of each setting; the last epoch of each setting.
std::string runs_as_csv(const std::vector<finished_run>& runs, const table_of& what);
std::string curves_as_csv(const std::vector<setting>& settings, const table_of& what);
std::string results_as_csv(const std::vector<setting>& settings, const table_of& what);

}  // namespace paper
