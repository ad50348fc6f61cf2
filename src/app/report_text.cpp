#include <ostream>

#include "app/report_plan.h"
#include "schemagen/app/report.h"
#include "schemagen/base/text.h"
#include "schemagen/diff/trash.h"

namespace schemagen::app {
namespace {

std::string diff_text(const std::string& unified, bool colour) {
  std::string out;
  for (const std::string& raw : base::split_lines(unified)) {
    const std::string line = printable(raw);
    if (line.starts_with("+"))
      out += styled(colour, Style::green, line);
    else if (line.starts_with("-"))
      out += styled(colour, Style::red, line);
    else
      out += line;
    out += "\n";
  }
  return out;
}

}  // namespace

void print_text(const InitOutcome& outcome, const Terminal& terminal) {
  for (const auto& path : outcome.written) terminal.out << printable("wrote " + path.string()) << "\n";
  terminal.out << "Next: edit the schema, set `url` in schemagen.toml, then `schemagen push`.\n";
}

void print_text(const PullOutcome& outcome, const Terminal& terminal) {
  terminal.err << warnings_text(outcome.warnings);
  if (outcome.written.empty())
    terminal.out << outcome.toml;
  else
    terminal.out << printable("wrote " + outcome.written.string()) << ": "
                 << count_of(outcome.objects, "object") << "\n";
  terminal.err << set_aside_text(outcome.set_aside, terminal.colour_err)
               << unmodelled_text(outcome.unmodelled, terminal.colour_err);
}

void print_text(const ValidateOutcome& outcome, const Terminal& terminal) {
  terminal.err << warnings_text(outcome.warnings);
  std::vector<std::string> parts;
  for (const auto& [kind, count] : outcome.counts)
    parts.push_back(count_of(count, std::string(model::kind_name(kind))));
  terminal.out << printable(outcome.schema.string()) << " is valid (" << sql::to_string(outcome.dialect)
               << "): " << (parts.empty() ? "nothing is declared" : base::join(parts, ", ")) << "\n";
}

void print_text(const DiffOutcome& outcome, const Terminal& terminal) {
  terminal.err << warnings_text(outcome.warnings);
  const bool colour = terminal.colour_out;
  const diff::ChangeSet& changes = outcome.change.difference.changes;
  if (changes.empty())
    terminal.out << "no difference\n";
  else
    terminal.out << changes_text(changes, colour);
  terminal.out << unverified_text(outcome.change.difference.unverified, colour);
  if (!outcome.plan_refused.empty())
    terminal.out << printable("There is no plan that leads there: " + outcome.plan_refused) << "\n";
  for (const plan::HazardReport& report : plan::hazards_of(outcome.change.plan)) {
    std::vector<std::string> steps;
    for (const plan::Step* step : report.steps) steps.push_back(step->id);
    const bool refused = outcome.change.stopping.contains(report.hazard);
    terminal.out << styled(colour, Style::yellow, "hazard " + plan::to_string(report.hazard)) << " in "
                 << base::join(steps, ", ") << (refused ? " (needs --allow)" : "") << "\n";
  }
  if (outcome.show_sql) terminal.out << sql_text(outcome.change.plan);
  terminal.err << left_alone_text(outcome.change, terminal.colour_err)
               << unmodelled_text(outcome.unmodelled_after, terminal.colour_err);
}

/// What has been tried, where, and what has not.
std::string what_is_proved(const migration::ProofRecord& proof) {
  std::string text = " on a scratch database (" + proof.server +
                     "): the files lead to what is declared, and a second plan is empty.\n";
  if (!proof.rows.empty())
    text +=
        "  A row was inserted, updated and deleted after each file: " + base::join(proof.rows, ", ") + "\n";
  for (const std::string& table : proof.rows_not_tried) text += "  No row was tried in " + table + "\n";
  return text + "  Not proved: the rows that are there, the rights of roles, the load.\n";
}

void print_text(const GenerateOutcome& outcome, const Terminal& terminal) {
  terminal.err << warnings_text(outcome.warnings);
  const bool colour = terminal.colour_out;
  for (const std::string& note : outcome.notes)
    terminal.err << styled(terminal.colour_err, Style::yellow, "note: ") << printable(note) << "\n";
  if (outcome.written.empty()) {
    terminal.out << "nothing to do\n" << left_alone_text(outcome.change, colour);
    return;
  }
  terminal.out << printable("From " + outcome.from) << "\n" << plan_text(outcome.change, colour);
  if (outcome.proof.proved)
    terminal.out << styled(colour, Style::green, "Proved") << printable(what_is_proved(outcome.proof.shown));
  else
    terminal.out << styled(colour, Style::yellow, "Not proved") << ": " << printable(outcome.proof.why_not)
                 << "\n";
  terminal.out << printable("Wrote " + outcome.written.string()) << ": " << base::join(outcome.files, ", ")
               << "\n";
}

void print_text(const PushOutcome& outcome, const Terminal& terminal) {
  const bool colour = terminal.colour_out;
  if (outcome.change.empty()) {
    terminal.out << "nothing to do\n" << left_alone_text(outcome.change, colour);
    return;
  }
  if (outcome.declined) {
    terminal.out << "Nothing was changed.\n";
    return;
  }
  terminal.out << styled(colour, Style::green, "Applied") << " " << count_of(outcome.applied.size(), "step")
               << " to " << printable(outcome.to) << ".\n";
  if (outcome.remaining.empty()) {
    terminal.out << "The database is now what is declared.\n";
    return;
  }
  terminal.out << "The database still differs from what is declared:\n"
               << changes_text({{}, outcome.remaining}, colour);
}

void print_text(const DriftOutcome& outcome, const Terminal& terminal) {
  const bool colour = terminal.colour_out;
  if (outcome.changes.empty() && outcome.unverified.empty())
    terminal.out << "no drift: " << printable(outcome.database) << " is what is declared\n";
  if (!outcome.under_way.empty())
    terminal.out << "in the middle of the migration " << printable(outcome.under_way) << "\n";
  for (const diff::Change& change : outcome.changes)
    terminal.out << printable(diff::describe(change)) << "\n";
  terminal.out << unverified_text(outcome.unverified, colour);
  if (!outcome.unified_diff.empty()) terminal.out << "\n" << diff_text(outcome.unified_diff, colour);
  terminal.out << set_aside_text(diff::set_aside_in(outcome.live), colour)
               << unmodelled_text(outcome.unmodelled, colour);
}

}  // namespace schemagen::app
