// Any schema object, as a value.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "schemagen/model/constraint.h"
#include "schemagen/model/id.h"
#include "schemagen/model/index.h"
#include "schemagen/model/routine.h"
#include "schemagen/model/sequence.h"
#include "schemagen/model/table.h"
#include "schemagen/model/type.h"
#include "schemagen/model/view.h"

namespace schemagen::model {

/// The alternatives stand in the order of Kind: `static_cast<Kind>(object.index())` is the kind (checked in
/// object.cpp).
using Object =
    std::variant<Extension, NameSpace, EnumType, Sequence, Function, Table, VirtualTable, Column, Partition,
                 PrimaryKey, Unique, Check, Exclusion, ForeignKey, Index, View, MaterializedView, Trigger>;

Kind kind_of(const Object& object);

/// A visitor without a catch-all: a kind that is forgotten does not compile.
template <class... Functions>
struct Visitor : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Visitor(Functions...) -> Visitor<Functions...>;

/// One attribute as text, for people, dumps and fingerprints.
struct Attribute {
  std::string name;  ///< as the declaration's key calls it: `type`, `default`, `on_delete`, …
  std::string value;

  friend bool operator==(const Attribute&, const Attribute&) = default;
};

/// Every attribute that has not its default, in a fixed order. Complete: two objects of a kind are equal
/// exactly when their attribute lists are (positions of columns are no attribute).
std::vector<Attribute> attributes(const Object& object);

/// What a piece of SQL text inside an object is; decides how two of them are compared.
enum class SqlRole { expression, default_value, query, routine, trigger, partition_key, partition_bound };

/// Calls `visit` for every non-empty piece of SQL text in `object`, in a fixed order.
void for_each_sql(Object& object, const std::function<void(SqlRole, Symbol&)>& visit);

/// How names that an object refers to change. Both functions get the old names.
struct Renamer {
  std::function<void(Symbol& schema, Symbol& relation)> relation;
  std::function<Symbol(Symbol schema, Symbol relation, Symbol column)> column;
};

/// Passes every table and column that `object` refers to through `rename`, SQL texts excepted: columns of
/// constraints and keys, referenced tables, sequence owners. `id` is the object's own id with the old names.
void rename_references(Object& object, const ObjectId& id, const Renamer& rename);

/// Names of the columns of its own relation that a constraint or index key list uses (expressions not looked
/// into).
std::vector<Symbol> key_columns(const Object& object);

}  // namespace schemagen::model
