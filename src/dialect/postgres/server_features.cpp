#include <algorithm>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/dialect/lower.h"

namespace schemagen::dialect {
namespace {

using model::Visitor;

struct Feature {
  int since = 0;  ///< server_version_num of the first version that has it; 0: all have it
  const char* name = "";
};

constexpr int kCompression = 140000;
constexpr int kFifteen = 150000;
constexpr int kEighteen = 180000;

Feature newest_of(const model::Object& object) {
  const auto when = [](bool used, int since, const char* name) {
    return used ? Feature{since, name} : Feature{};
  };
  const auto newer = [](Feature a, Feature b) { return a.since < b.since ? b : a; };
  const auto none = Feature{};
  return std::visit(
      Visitor{
          [&](const model::Extension&) { return none; },
          [&](const model::NameSpace&) { return none; },
          [&](const model::EnumType&) { return none; },
          [&](const model::Sequence& o) { return when(o.unlogged, kFifteen, "UNLOGGED"); },
          [&](const model::Function&) { return none; },
          [&](const model::Table&) { return none; },
          [&](const model::VirtualTable&) { return none; },
          [&](const model::Column& o) {
            return newer(when(!o.compression.empty(), kCompression, "COMPRESSION"),
                         when(o.generated && !o.generated->stored, kEighteen, "GENERATED … VIRTUAL"));
          },
          [&](const model::Partition&) { return none; },
          [&](const model::PrimaryKey&) { return none; },
          [&](const model::Unique& o) { return when(o.nulls_not_distinct, kFifteen, "NULLS NOT DISTINCT"); },
          [&](const model::Check& o) { return when(!o.enforced, kEighteen, "NOT ENFORCED"); },
          [&](const model::Exclusion&) { return none; },
          [&](const model::ForeignKey& o) {
            return newer(when(!o.on_delete_columns.empty(), kFifteen, "ON DELETE SET … with columns"),
                         when(!o.enforced, kEighteen, "NOT ENFORCED"));
          },
          [&](const model::Index& o) { return when(o.nulls_not_distinct, kFifteen, "NULLS NOT DISTINCT"); },
          [&](const model::View& o) {
            return when(o.options.contains("security_invoker"), kFifteen, "security_invoker");
          },
          [&](const model::MaterializedView&) { return none; },
          [&](const model::Trigger&) { return none; },
      },
      object);
}

}  // namespace

void require_server(const model::Schema& declared, sql::Target server) {
  if (server.dialect != sql::Dialect::postgresql) return;
  std::string missing;
  for (const auto& [id, object] : declared.objects()) {
    const Feature feature = newest_of(object);
    if (feature.since > server.version)
      missing += "\n  " + std::string(model::kind_name(id.kind)) + " " + model::display_name(id) + ": " +
                 feature.name + " needs PostgreSQL " + std::to_string(feature.since / 10000);
  }
  if (missing.empty()) return;
  throw base::Error(base::ErrorKind::unsupported,
                    "This server is PostgreSQL " + std::to_string(server.version / 10000) +
                        " and lacks what the declaration asks for:" + missing,
                    "Leave it out of the declaration, or upgrade the server first.");
}

}  // namespace schemagen::dialect
