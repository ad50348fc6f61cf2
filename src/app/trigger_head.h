// What stands before the body of an SQLite trigger.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schemagen::app {

struct TriggerHead {
  enum class Event { insert, update, remove };
  Event event = Event::insert;
  std::vector<std::string> update_of;  ///< names of columns; empty: every UPDATE
};

/// `definition` as the model has it: CREATE TRIGGER name … ON table …
TriggerHead read_trigger_head(std::string_view definition);

}  // namespace schemagen::app
