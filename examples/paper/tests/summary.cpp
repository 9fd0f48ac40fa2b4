#include "../summary.hpp"

#include "catch2.hpp"

#include <cmath>
#include <limits>

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

paper::finished_run finished(double rate, std::uint32_t seed, double held_out_error, double test_loss) {
  paper::run_options options;
  options.experiment = "points";
  options.activation = "gelu";
  options.optimizer = "adam";
  options.learning_rate = rate;
  options.seed = seed;
  options.held_out_examples = 5;
  options.training_examples = 9;
  return {options, {{{9, 1}, {9, 1}, {9, 1}}, {{1, 0.5}, {2, held_out_error}, {test_loss, 0.25}}}};
}

}  // namespace

TEST_CASE("the median", "[paper]") {
  CHECK(paper::median({3}) == 3);
  CHECK(paper::median({3, 1, 2}) == 2);
  CHECK(paper::median({4, 1, 2, 3}) == 2.5);
  CHECK(paper::median({not_a_number, 1, 2}) == 2);
  CHECK(std::isnan(paper::median({not_a_number, 1, not_a_number})));
}

TEST_CASE("medians are over seeds, and the held-out examples choose the rate", "[paper]") {
  const std::vector<paper::finished_run> runs{finished(0.1, 1, 0.5, 1),  finished(0.1, 2, 0.1, 3),
                                              finished(0.1, 3, 0.4, 2),  finished(0.01, 1, 0.3, 4),
                                              finished(0.01, 2, 0.3, 5), finished(0.01, 3, 0.9, 6)};
  const auto settings = paper::summarise(runs);
  REQUIRE(settings.size() == 2);
  CHECK(settings[0].seeds == 3);
  CHECK(settings[0].medians[1].held_out.error == 0.4);
  CHECK(settings[0].medians[1].test.loss == 2);
  CHECK_FALSE(settings[0].is_chosen);
  CHECK(settings[1].is_chosen);
}

TEST_CASE("one rate is chosen even where all have diverged", "[paper]") {
  const auto settings =
      paper::summarise({finished(0.1, 1, not_a_number, not_a_number), finished(0.01, 1, not_a_number, not_a_number)});
  CHECK(settings[0].is_chosen);
  CHECK_FALSE(settings[1].is_chosen);
}

TEST_CASE("the tables", "[paper]") {
  const std::vector<paper::finished_run> runs{finished(0.1, 1, 0.5, 1)};
  const auto settings = paper::summarise(runs);
  const paper::table_of classes{"here", paper::goal::classification}, pixels{"here", paper::goal::reconstruction};
  CHECK(paper::runs_as_csv(runs, classes) ==
        "experiment,data,activation,optimizer,dropout,learning_rate,seed,epoch,"
        "training_loss,training_error,held_out_loss,held_out_error,test_loss,test_error\n"
        "points,here,gelu,adam,0,0.1,1,2,1,0.5,2,0.5,1,0.25\n");
  CHECK(paper::curves_as_csv(settings, pixels) ==
        "experiment,data,activation,optimizer,dropout,learning_rate,chosen,training_examples,seeds,epoch,"
        "training_loss,training_error,held_out_loss,held_out_error,test_loss,test_error\n"
        "points,here,gelu,adam,0,0.1,1,9,1,1,9,,9,,9,\n"
        "points,here,gelu,adam,0,0.1,1,9,1,2,1,,2,,1,\n");
  const std::string results = paper::results_as_csv(settings, classes);
  CHECK(results.substr(results.find('\n')) == "\npoints,here,gelu,adam,0,0.1,1,9,1,2,1,0.5,2,0.5,1,0.25\n");
}
