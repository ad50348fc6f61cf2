// Parts of reports that several commands share.
#pragma once

#include <string>
#include <vector>

#include "schemagen/app/planning.h"
#include "schemagen/base/diagnostic.h"

namespace schemagen::app {

std::string unmodelled_text(const std::vector<model::Unmodelled>& unmodelled, bool colour);
/// What `drop = "soft"` has left in the database.
std::string set_aside_text(const std::vector<model::ObjectId>& ids, bool colour);
/// What the plan passes over: set aside before, or not modelled.
std::string left_alone_text(const PlannedChange& change, bool colour);
std::string unverified_text(const std::vector<diff::Doubt>& unverified, bool colour);
/// One line per difference; parts of a table that comes or goes as a whole are counted, not listed.
std::string changes_text(const diff::ChangeSet& changes, bool colour, const std::string& margin = "  ");
/// `the values of column users.age, …`: what a step loses.
std::string losses_of(const plan::Step& step);
std::string sql_text(const plan::Plan& plan);
/// Above all else, since it may be the reason for what follows.
std::string warnings_text(const base::DiagnosticList& warnings);
std::string count_of(std::size_t count, const std::string& noun);

}  // namespace schemagen::app
