#include "schemagen/model/sequence.h"

namespace schemagen::model {

SequenceOptions default_options(Symbol type, std::int64_t increment) {
  std::int64_t largest = INT64_MAX;
  std::int64_t smallest = INT64_MIN;
  if (type == Symbol("smallint")) {
    largest = INT16_MAX;
    smallest = INT16_MIN;
  } else if (type == Symbol("integer")) {
    largest = INT32_MAX;
    smallest = INT32_MIN;
  }
  SequenceOptions options;
  options.increment = increment;
  options.minimum = increment > 0 ? 1 : smallest;
  options.maximum = increment > 0 ? largest : -1;
  options.start = increment > 0 ? options.minimum : options.maximum;
  return options;
}

bool is_narrower(const SequenceOptions& options, const SequenceOptions& old) {
  return options.minimum > old.minimum || options.maximum < old.maximum;
}

}  // namespace schemagen::model
