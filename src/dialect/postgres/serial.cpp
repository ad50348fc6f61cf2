#include "dialect/postgres/serial.h"

#include "schemagen/diff/rename.h"
#include "schemagen/model/numbering.h"

namespace schemagen::dialect::postgres {
namespace {

using model::Column;
using model::Kind;
using model::ObjectId;
using model::Schema;

ObjectId own_sequence(const ObjectId& id, const Column& column) {
  return {Kind::sequence, id.schema, {}, column.sequence.name};
}

bool is_owned_by(const Schema& schema, const ObjectId& sequence, const ObjectId& column) {
  const auto& object = *schema.find_as<model::Sequence>(sequence);
  return sequence.schema == column.schema && object.owner_table == column.owner &&
         object.owner_column == column.name;
}

/// A serial column of one side and the sequence of the same column on the other.
struct Found {
  ObjectId column;
  bool in_before = false;
  ObjectId serial;
  ObjectId object;
};

std::optional<Found> find(const LoweringInput& input, const ObjectId& id) {
  const auto* old = input.before.find_as<Column>(id);
  const auto* now = input.after.find_as<Column>(id);
  if (old == nullptr || now == nullptr || old->serial == now->serial) return std::nullopt;
  const Schema& of_object = old->serial ? input.after : input.before;
  const Schema& of_serial = old->serial ? input.before : input.after;
  const auto object = model::numbering_sequence(of_object, id);
  if (!object) return std::nullopt;
  const Found found{id, old->serial, own_sequence(id, old->serial ? *old : *now), *object};
  const bool renamed = is_owned_by(of_object, *object, id) && !of_serial.contains(*object) &&
                       !of_object.contains(found.serial);
  return found.serial == found.object || renamed ? std::optional(found) : std::nullopt;
}

void write_out(Schema& schema, const Found& found, base::Symbol default_value) {
  const model::Sequence sequence = model::written_out(schema, found.column);
  auto& column = std::get<Column>(*schema.find(found.column));
  column.serial = false;
  column.sequence = {};
  column.default_value = default_value;
  schema.put(found.serial, sequence);
}

}  // namespace

std::optional<WrittenOut> write_out_serials(const LoweringInput& input) {
  std::optional<WrittenOut> written;
  std::vector<diff::Rename> renames;
  for (const diff::Change& change : input.changes.changes) {
    if (change.id.kind != Kind::column) continue;
    const std::optional<Found> found = find(input, change.id);
    if (!found) continue;
    if (!written) written = WrittenOut{input.before, input.after, {}};
    const bool differ = found->serial != found->object;
    if (found->in_before) {
      write_out(written->before, *found, input.after.find_as<Column>(found->column)->default_value);
      if (differ) {
        const diff::Rename rename{found->serial, found->object, {}, {}};
        written->before = diff::rename_objects(written->before, {rename});
        renames.push_back(rename);
      }
    } else {
      if (differ) {
        const diff::Rename rename{found->object, found->serial, {}, {}};
        written->before = diff::rename_objects(written->before, {rename});
        renames.push_back(rename);
      }
      write_out(written->after, *found, written->before.find_as<Column>(found->column)->default_value);
    }
  }
  if (!written) return written;
  written->changes.renames = input.changes.renames;
  written->changes.renames.insert(written->changes.renames.end(), renames.begin(), renames.end());
  written->changes.changes = diff::compare(written->before, written->after);
  return written;
}

}  // namespace schemagen::dialect::postgres
