// What the server or libpq said, as Errors.
#pragma once

#include <string>
#include <string_view>

#include "schemagen/base/error.h"

namespace schemagen::db::postgres {

struct ServerMessage {
  std::string code;  ///< SQLSTATE
  std::string primary, detail, hint;
};

/// From libpq's text, `ERROR:  …\nDETAIL:  …\nHINT:  …`.
ServerMessage read_server_message(std::string_view text, std::string code);

base::Error refused_statement(const ServerMessage& message);
base::Error refused_connection(std::string_view libpq_text);
base::Error broken_connection(std::string_view libpq_text);

}  // namespace schemagen::db::postgres
