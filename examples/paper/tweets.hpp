#pragma once

// The task on tweets: a word's part of speech, from the vectors of the word and of its two neighbours.

#include "task.hpp"

#include <filesystem>

namespace paper {

/// The directory holds
/// - tweets-train.txt, tweets-dev.txt (held out), tweets-devtest.txt: a word, a tab and its tag on each line, an empty
///   line behind each tweet;
/// - vocab.txt: a word on each line;
/// - one file *.f32: their vectors, little-endian floats, all of one length.
/// A word without a vector has the mean one, a neighbour beyond the tweet has zeros. Throws std::runtime_error with one
/// line that names the file and says what is wrong.
task tweet_tagging(const std::filesystem::path& directory);

}  // namespace paper
