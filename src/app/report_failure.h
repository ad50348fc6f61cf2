// The JSON document of a failure.
#pragma once

#include <exception>
#include <string>

namespace schemagen::app {

std::string failure_json(const std::exception& failure, const std::string& command, const std::string& kind,
                         const std::string& message, const std::string& hint);

}  // namespace schemagen::app
