#include "db/postgres/type_decoder.h"

#include "schemagen/sql/quote.h"
#include "schemagen/sql/type_name.h"

namespace schemagen::db::postgres {

namespace {

// Object ids of built-in types never change: src/include/catalog/pg_type.dat of PostgreSQL.
enum BuiltIn : Oid {
  kBool = 16,
  kChar = 18,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kFloat4 = 700,
  kFloat8 = 701,
  kBpchar = 1042,
  kVarchar = 1043,
  kTime = 1083,
  kTimestamp = 1114,
  kTimestamptz = 1184,
  kInterval = 1186,
  kTimetz = 1266,
  kBit = 1560,
  kVarbit = 1562,
  kNumeric = 1700,
};

std::string in_parentheses(std::int32_t number) { return "(" + std::to_string(number) + ")"; }

std::string precision(std::int32_t modifier) { return modifier < 0 ? "" : in_parentheses(modifier); }

/// Length of varchar and bpchar: the modifier counts a header of four bytes.
std::string length(std::int32_t modifier) { return modifier < 4 ? "" : in_parentheses(modifier - 4); }

std::string numeric(std::int32_t modifier) {
  if (modifier < 4) return "numeric";
  const std::int32_t packed = modifier - 4;
  const std::int32_t scale = ((packed & 0x7ff) ^ 1024) - 1024;
  return "numeric(" + std::to_string((packed >> 16) & 0xffff) + "," + std::to_string(scale) + ")";
}

constexpr int kYear = 1 << 2;
constexpr int kMonth = 1 << 1;
constexpr int kDay = 1 << 3;
constexpr int kHour = 1 << 10;
constexpr int kMinute = 1 << 11;
constexpr int kSecond = 1 << 12;

std::string_view interval_fields(int range) {
  switch (range) {
    case kYear:
      return " year";
    case kMonth:
      return " month";
    case kDay:
      return " day";
    case kHour:
      return " hour";
    case kMinute:
      return " minute";
    case kSecond:
      return " second";
    case kYear | kMonth:
      return " year to month";
    case kDay | kHour:
      return " day to hour";
    case kDay | kHour | kMinute:
      return " day to minute";
    case kDay | kHour | kMinute | kSecond:
      return " day to second";
    case kHour | kMinute:
      return " hour to minute";
    case kHour | kMinute | kSecond:
      return " hour to second";
    case kMinute | kSecond:
      return " minute to second";
    default:
      return "";
  }
}

std::string interval(std::int32_t modifier) {
  if (modifier < 0) return "interval";
  std::string name = "interval";
  name += interval_fields((modifier >> 16) & 0x7fff);
  const int digits = modifier & 0xffff;
  return digits == 0xffff ? name : name + in_parentheses(digits);
}

std::optional<std::string> spell_built_in(TypeUse use) {
  switch (use.type) {
    case kBool:
      return "boolean";
    case kChar:
      return "\"char\"";
    case kInt8:
      return "bigint";
    case kInt2:
      return "smallint";
    case kInt4:
      return "integer";
    case kFloat4:
      return "real";
    case kFloat8:
      return "double precision";
    case kBpchar:
      return use.modifier < 4 ? "bpchar" : "character" + length(use.modifier);
    case kVarchar:
      return "character varying" + length(use.modifier);
    case kTime:
      return "time" + precision(use.modifier) + " without time zone";
    case kTimetz:
      return "time" + precision(use.modifier) + " with time zone";
    case kTimestamp:
      return "timestamp" + precision(use.modifier) + " without time zone";
    case kTimestamptz:
      return "timestamp" + precision(use.modifier) + " with time zone";
    case kInterval:
      return interval(use.modifier);
    case kBit:
      return use.modifier < 0 ? "\"bit\"" : "bit" + precision(use.modifier);
    case kVarbit:
      return "bit varying" + precision(use.modifier);
    case kNumeric:
      return numeric(use.modifier);
    default:
      return std::nullopt;
  }
}

std::uint64_t key_of(TypeUse use) {
  return (static_cast<std::uint64_t>(use.type) << 32U) | static_cast<std::uint32_t>(use.modifier);
}

}  // namespace

const TypeRow* TypeDecoder::find(Oid oid) const {
  const auto found = rows_.find(oid);
  return found == rows_.end() ? nullptr : &found->second;
}

Oid TypeDecoder::base_of(Oid oid) const {
  for (const TypeRow* row = find(oid); row != nullptr && row->type == 'd'; row = find(oid)) oid = row->base;
  return oid;
}

std::optional<std::string> TypeDecoder::spell(TypeUse use) const {
  if (auto built_in = spell_built_in(use)) return built_in;
  const TypeRow* row = find(use.type);
  if (row == nullptr) return std::nullopt;
  if (row->is_array) {
    auto element = spell({row->element, use.modifier});
    if (element) *element += "[]";
    return element;
  }
  if (use.modifier >= 0 && row->has_modifier_output) return std::nullopt;
  std::string name = row->schema == Symbol("pg_catalog")
                         ? row->name.str()
                         : sql::quote_name(row->schema.view(), row->name.view(), sql::Dialect::postgresql);
  return use.modifier >= 0 ? name + in_parentheses(use.modifier) : name;
}

std::optional<Symbol> TypeDecoder::name(TypeUse use) {
  if (const auto known = names_.find(key_of(use)); known != names_.end()) return known->second;
  const std::optional<std::string> spelled = spell(use);
  if (!spelled) return std::nullopt;
  const Symbol name = sql::canonical_type(*spelled, sql::Dialect::postgresql);
  names_.emplace(key_of(use), name);
  return name;
}

void TypeDecoder::learn(TypeUse use, const std::string& printed) {
  names_[key_of(use)] = sql::canonical_type(printed, sql::Dialect::postgresql);
}

}  // namespace schemagen::db::postgres
