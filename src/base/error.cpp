#include "schemagen/base/error.h"

#include <utility>

namespace schemagen::base {

Error::Error(ErrorKind kind, const std::string& message, std::string hint, Place place)
    : std::runtime_error(message), kind_(kind), hint_(std::move(hint)), place_(std::move(place)) {}

Error&& Error::with_code(std::string code) && {
  code_ = std::move(code);
  return std::move(*this);
}

}  // namespace schemagen::base
