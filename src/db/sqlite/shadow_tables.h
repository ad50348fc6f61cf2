// Tables in which a virtual table keeps its content. They are part of it and no objects of their own.
// https://www.sqlite.org/vtab.html#the_xshadowname_method
#pragma once

#include <string_view>

namespace schemagen::db::sqlite {

/// Whether `table` is a shadow table of `virtual_table`, by the rule of the modules that come with SQLite. It
/// holds where the module is not compiled in and PRAGMA table_list cannot tell.
bool is_shadow_table(std::string_view table, std::string_view virtual_table, std::string_view module);

}  // namespace schemagen::db::sqlite
