#include "dialect/postgres/column_type.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "schemagen/base/error.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::postgres {
namespace {

/// Digits of a second that the server keeps where nothing is written.
constexpr int kSecondDigits = 6;

/// `numeric(12,2)[]` → base numeric, modifiers 12 and 2, one dimension or more.
struct TypeParts {
  std::string base;
  std::vector<int> modifiers;
  bool array = false;
};

TypeParts parse(Symbol type) {
  TypeParts parts;
  std::string_view text = type.view();
  while (text.ends_with("[]")) {
    parts.array = true;
    text.remove_suffix(2);
  }
  const std::size_t open = text.find('(');
  const std::size_t close = text.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || text.starts_with('"')) {
    parts.base = text;
    return parts;
  }
  parts.base = std::string(text.substr(0, open)) + std::string(text.substr(close + 1));
  int number = 0;
  for (char c : text.substr(open + 1, close - open)) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + (c - '0');
    } else if (c == ',' || c == ')') {
      parts.modifiers.push_back(number);
      number = 0;
    }
  }
  return parts;
}

enum class Family {
  other,
  integer,
  fraction,
  text,
  character,
  date,
  timestamp,
  time,
  interval,
  json,
  bits,
  network,
  boolean,
  uuid,
  bytes,
};

Family family_of(const std::string& base) {
  struct Member {
    std::string_view name;
    Family family;
  };
  static constexpr std::array kMembers{
      Member{"smallint", Family::integer},
      Member{"integer", Family::integer},
      Member{"bigint", Family::integer},
      Member{"numeric", Family::fraction},
      Member{"real", Family::fraction},
      Member{"double precision", Family::fraction},
      Member{"text", Family::text},
      Member{"character varying", Family::text},
      Member{"character", Family::character},
      Member{"date", Family::date},
      Member{"timestamp without time zone", Family::timestamp},
      Member{"timestamp with time zone", Family::timestamp},
      Member{"time without time zone", Family::time},
      Member{"time with time zone", Family::time},
      Member{"interval", Family::interval},
      Member{"json", Family::json},
      Member{"jsonb", Family::json},
      Member{"bit", Family::bits},
      Member{"bit varying", Family::bits},
      Member{"inet", Family::network},
      Member{"cidr", Family::network},
      Member{"boolean", Family::boolean},
      Member{"uuid", Family::uuid},
      Member{"bytea", Family::bytes},
  };
  for (const Member& member : kMembers)
    if (member.name == base) return member.family;
  return Family::other;
}

/// The types of the server that no rule looks at, each between spaces.
constexpr std::string_view kOtherTypes =
    " money xml tsvector tsquery jsonpath point line lseg box path polygon circle macaddr macaddr8 oid name "
    "\"char\" xid xid8 cid tid pg_lsn pg_snapshot txid_snapshot refcursor bpchar "
    "regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure "
    "regrole regtype int4range int8range numrange tsrange tstzrange daterange "
    "int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange ";

bool is_string(Family family) { return family == Family::text || family == Family::character; }
bool is_number(Family family) { return family == Family::integer || family == Family::fraction; }

bool counts_seconds(Family family) {
  return family == Family::timestamp || family == Family::time || family == Family::interval;
}

/// A bound that may be missing: missing is the widest, and so is the most that the server keeps of a second.
bool bound_grows(const TypeParts& from, const TypeParts& to) {
  if (to.modifiers.empty()) return true;
  if (counts_seconds(family_of(to.base)) && to.modifiers[0] >= kSecondDigits) return true;
  return !from.modifiers.empty() && from.modifiers[0] <= to.modifiers[0];
}

bool has_precision(const std::string& base) {
  return base == "character varying" || base == "bit varying" || counts_seconds(family_of(base));
}

bool numeric_grows(const TypeParts& from, const TypeParts& to) {
  if (to.modifiers.empty()) return true;
  if (from.modifiers.empty()) return false;
  const auto scale = [](const TypeParts& type) { return type.modifiers.size() > 1 ? type.modifiers[1] : 0; };
  return scale(from) == scale(to) && from.modifiers[0] <= to.modifiers[0];
}

bool assigns_dates(Family from, const std::string& to_base) {
  const Family to = family_of(to_base);
  switch (from) {
    case Family::date:
      return to == Family::timestamp;
    case Family::timestamp:
      return to == Family::date || to == Family::timestamp || to_base == "time without time zone" ||
             to_base == "time with time zone";
    case Family::time:
      return to == Family::time || to == Family::interval;
    case Family::interval:
      return to_base == "time without time zone";
    case Family::other:
    case Family::integer:
    case Family::fraction:
    case Family::text:
    case Family::character:
    case Family::json:
    case Family::bits:
    case Family::network:
    case Family::boolean:
    case Family::uuid:
    case Family::bytes:
      return false;
  }
  return false;
}

}  // namespace

bool is_widening(Symbol from, Symbol to) {
  const TypeParts old = parse(from);
  const TypeParts now = parse(to);
  if (old.array != now.array) return false;
  if (old.base == now.base && old.modifiers == now.modifiers) return true;
  if (old.base == "character varying" && now.base == "text") return true;
  if (old.base == "text" && now.base == "character varying") return now.modifiers.empty();
  if (old.base == "cidr" && now.base == "inet") return true;
  if (old.base != now.base || old.array) return false;
  if (old.base == "numeric") return numeric_grows(old, now);
  return has_precision(old.base) && bound_grows(old, now);
}

bool stays_number(Symbol from, Symbol to) {
  return holds_every_value(from, to) && is_number(family_of(parse(to).base));
}

bool is_no_domain(Symbol type) {
  const TypeParts parts = parse(type);
  return parts.array || !parts.modifiers.empty() || family_of(parts.base) != Family::other ||
         parts.base.starts_with("interval ") ||
         kOtherTypes.find(" " + parts.base + " ") != std::string_view::npos;
}

bool holds_every_value(Symbol from, Symbol to) {
  if (is_widening(from, to)) return true;
  const TypeParts old = parse(from);
  const TypeParts now = parse(to);
  if (old.array || now.array) return false;
  const Family a = family_of(old.base);
  if (now.base == "text" || (now.base == "character varying" && now.modifiers.empty()))
    return a != Family::other;
  if (a == Family::integer && now.base == "numeric") return now.modifiers.empty();
  if (old.base == "real") return now.base == "double precision";
  return (old.base == "smallint" && (now.base == "integer" || now.base == "bigint")) ||
         (old.base == "integer" && (now.base == "bigint" || now.base == "double precision"));
}

Cast cast_between(Symbol from, Symbol to) {
  const TypeParts old = parse(from);
  const TypeParts now = parse(to);
  const Family a = family_of(old.base);
  const Family b = family_of(now.base);
  if (old.array != now.array) return is_string(a) || is_string(b) ? Cast::explicit_ : Cast::none;
  if (old.base == now.base || is_string(b)) return Cast::assignment;
  if (is_string(a)) return Cast::explicit_;
  if (a == Family::other || b == Family::other) return Cast::explicit_;
  if (is_number(a) && is_number(b)) return Cast::assignment;
  if (assigns_dates(a, now.base)) return Cast::assignment;
  if (a == b && (a == Family::json || a == Family::bits || a == Family::network)) return Cast::assignment;
  const bool truth =
      (old.base == "integer" && b == Family::boolean) || (a == Family::boolean && now.base == "integer");
  const bool bits =
      (a == Family::bits && b == Family::integer) || (a == Family::integer && b == Family::bits);
  return truth || bits ? Cast::explicit_ : Cast::none;
}

bool is_text(Symbol type) { return is_string(family_of(parse(type).base)); }

void refuse_conversion(const model::ObjectId& id, Symbol from, Symbol to) {
  if (depends_on_time_zone(from, to))
    throw base::Error(base::ErrorKind::declaration,
                      "What the values of column " + model::display_name(id) + " become from " + from.str() +
                          " to " + to.str() + " depends on the time zone of the session.",
                      "Say which one is meant, for example `using = \"" +
                          sql::quote_name(id.name.view(), sql::Dialect::postgresql) +
                          " AT TIME ZONE 'UTC'\"`.");
  throw base::Error(base::ErrorKind::declaration,
                    "PostgreSQL has no cast for the column " + model::display_name(id) + " from " +
                        from.str() + " to " + to.str() + ".",
                    "Say with `using = \"…\"` how the old value becomes a new one.");
}

bool has_length(Symbol type) {
  const std::string base = parse(type).base;
  return base == "character" || base == "character varying" || base == "bit" || base == "bit varying";
}

bool depends_on_time_zone(Symbol from, Symbol to) {
  constexpr std::string_view kZoned = "timestamp with time zone";
  const std::string old = parse(from).base;
  const std::string now = parse(to).base;
  if (old == now) return false;
  const auto is_temporal = [](const std::string& base) {
    const Family family = family_of(base);
    return family == Family::date || family == Family::timestamp || family == Family::time ||
           is_string(family);
  };
  if (old == kZoned) return is_temporal(now);
  if (now == kZoned) return is_temporal(old);
  return old == "time without time zone" && now == "time with time zone";
}

std::string lost_between(Symbol from, Symbol to) {
  const TypeParts old = parse(from);
  const TypeParts now = parse(to);
  const Family a = family_of(old.base);
  const Family b = family_of(now.base);
  const auto scale = [](const TypeParts& type) { return type.modifiers.size() > 1 ? type.modifiers[1] : 0; };
  if (a == Family::fraction && b == Family::integer) return "the digits behind the point";
  if (a == Family::fraction && now.base == "numeric" && !now.modifiers.empty() &&
      (old.modifiers.empty() || scale(now) < scale(old)))
    return "digits behind the point";
  if (a == Family::fraction && b == Family::fraction && now.base != "numeric" && old.base != now.base &&
      old.base != "real")
    return "digits beyond the precision of " + now.base;
  if (a == Family::timestamp && b == Family::date) return "the time of day";
  if (a == Family::timestamp && b == Family::time) return "the date";
  if (counts_seconds(a) && a == b && !bound_grows(old, now)) return "fractions of seconds";
  if (old.base == "json" && now.base == "jsonb") return "the order of keys and repeated keys";
  return {};
}

std::string usual_storage(Symbol type) {
  const TypeParts parts = parse(type);
  if (parts.array) return "extended";
  const Family family = family_of(parts.base);
  if (parts.base == "numeric" || family == Family::network) return "main";
  switch (family) {
    case Family::text:
    case Family::character:
    case Family::json:
    case Family::bits:
    case Family::bytes:
    case Family::other:
      return "extended";
    case Family::integer:
    case Family::fraction:
    case Family::date:
    case Family::timestamp:
    case Family::time:
    case Family::interval:
    case Family::network:
    case Family::boolean:
    case Family::uuid:
      return "plain";
  }
  return "extended";
}

}  // namespace schemagen::dialect::postgres
