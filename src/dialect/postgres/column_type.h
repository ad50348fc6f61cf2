// What PostgreSQL does when a column gets another type.
#pragma once

#include <string>

#include "schemagen/base/symbol.h"
#include "schemagen/model/id.h"

namespace schemagen::dialect::postgres {

using base::Symbol;

/// Only the catalog changes: every old value is one of the new type as it is stored.
bool is_widening(Symbol from, Symbol to);

/// How a value gets from one type to another.
enum class Cast { assignment, explicit_, none };
Cast cast_between(Symbol from, Symbol to);

/// A character type.
bool is_text(Symbol type);

/// No value can fail to become one of the new type.
bool holds_every_value(Symbol from, Symbol to);
/// holds_every_value(), and what an application writes and compares with is a number as before.
bool stays_number(Symbol from, Symbol to);

/// A type with a length: assigning what is longer is an error, but a cast cuts it off without a word.
/// https://www.postgresql.org/docs/current/datatype-character.html
bool has_length(Symbol type);

/// The same value converts to different ones under different settings of the session (TimeZone).
bool depends_on_time_zone(Symbol from, Symbol to);

/// What a conversion drops without an error ("digits behind the point"); empty when nothing.
std::string lost_between(Symbol from, Symbol to);

/// Throws Error (declaration): there is no cast, and the declaration has to say how.
[[noreturn]] void refuse_conversion(const model::ObjectId& id, Symbol from, Symbol to);

/// `plain`, `main`, `extended`: the storage that a type has of its own.
std::string usual_storage(Symbol type);

}  // namespace schemagen::dialect::postgres
