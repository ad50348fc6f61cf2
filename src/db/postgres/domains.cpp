#include "schemagen/db/domains.h"

#include "schemagen/sql/quote.h"
#include "schemagen/sql/type_name.h"

namespace schemagen::db {
namespace {

/// `part` is every domain that a domain stands on, itself first. The default of a domain is copied when one
/// over it is made, constraints are not. An array of domains is no domain: nothing is inherited through it.
constexpr std::string_view kDomains = R"(
WITH RECURSIVE part (domain, type) AS (
    SELECT oid, oid FROM pg_catalog.pg_type WHERE typtype = 'd'
    UNION ALL
    SELECT part.domain, t.typbasetype
      FROM part JOIN pg_catalog.pg_type t ON t.oid = part.type JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
     WHERE b.typtype = 'd'
)
SELECT n.nspname, d.typname,
       max(pg_catalog.format_type(t.typbasetype, t.typtypmod)) FILTER (WHERE b.typtype <> 'd'),
       bool_or(t.typnotnull OR EXISTS (SELECT FROM pg_catalog.pg_constraint c
                                        WHERE c.contypid = t.oid AND c.contype = 'c'))::text,
       bool_or(t.typnotnull)::text, d.typdefault
  FROM part
  JOIN pg_catalog.pg_type d ON d.oid = part.domain
  JOIN pg_catalog.pg_namespace n ON n.oid = d.typnamespace
  JOIN pg_catalog.pg_type t ON t.oid = part.type
  JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
 GROUP BY d.oid, n.nspname, d.typname, d.typdefault)";

}  // namespace

dialect::Domains find_domains(Database& database) {
  constexpr sql::Dialect kDialect = sql::Dialect::postgresql;
  dialect::Domains found;
  for (const Row& row : database.execute(kDomains)) {
    const std::string name = sql::quote_name(row.at(0).value_or(""), row.at(1).value_or(""), kDialect);
    dialect::Domain domain{sql::friendly_type(row.at(2).value_or(""), kDialect), row.at(3) == "true",
                           row.at(4) == "true", row.at(5).value_or("")};
    if (domain.constrained || !domain.default_value.empty())
      found.emplace(sql::canonical_type(name, kDialect), domain);
  }
  return found;
}

}  // namespace schemagen::db
