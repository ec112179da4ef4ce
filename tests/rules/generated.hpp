// Payment files and a history in any number, made by chance from the base files of expedientes.txt:
// clean ones of all kinds of spending, and some with one fault planted that a rule must find. The
// same seed makes the same files on every machine.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/verification/evaluate.hpp"

// A file with a fault, and the rule that must find it.
struct Planted {
  std::size_t file = 0;
  std::size_t rule = 0;
};

struct GeneratedFiles {
  std::vector<verification::FileFacts> files;
  std::vector<Planted> planted;  // In the order of the files.
};
// One in `one_in` gets a fault; 0: none does. Amounts are those of a base file between 90 and 110 %
// of them, all in step; suppliers and invoices are other ones in each file.
GeneratedFiles generated_files(std::size_t count, unsigned one_in);

// What planted faults of history must make of the rules: how many subjects each names.
struct GeneratedHistory {
  verification::History history;
  struct Expected {
    std::size_t rule = 0;
    std::size_t flags = 0;
  };
  std::vector<Expected> expected;
};
// `count` purchases, prices and reviews of two years, and the rest in proportion.
GeneratedHistory generated_history(std::size_t count);
