#include "schemagen/migration/folder.h"

#include <algorithm>
#include <vector>

#include "migration/head.h"
#include "migration/plan_toml.h"
#include "migration/script.h"
#include "migration/sqlite_guard.h"
#include "schemagen/base/digest.h"
#include "schemagen/base/error.h"

namespace schemagen::migration {
namespace {

constexpr std::size_t kLongestSlug = 80;

constexpr std::string_view kReadHelpers = "\\set ON_ERROR_STOP on\n\\ir ../schemagen_1.sql\n";

std::string first_sentence(const std::string& text) {
  const std::size_t end = text.find(". ");
  return end == std::string::npos ? text : text.substr(0, end + 1);
}

Block undo_block(const plan::Step& step, const std::vector<std::string>& statements,
                 const std::string& word) {
  Block block = block_of(step);
  block.comment = "-- " + word + " " + step.id + ": " + one_line(first_sentence(step.why)) + "\n";
  if (!step.undo_note.empty()) block.comment += "-- " + one_line(step.undo_note) + "\n";
  block.statements = statements;
  block.takes_back = true;
  return block;
}

std::vector<Block> undo_blocks(const plan::Plan& plan) {
  std::vector<Block> blocks;
  for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
    if (step->undo.empty() || !is_taken_back(plan, *step)) continue;
    blocks.push_back(undo_block(*step, step->undo, "takes back"));
    blocks.back().more = !step->undo_proof.empty() || !step->undo_last.empty();
    if (step->undo_proof.empty()) continue;
    blocks.push_back(undo_block(*step, step->undo_proof, "looks at existing rows after"));
    blocks.back().more = !step->undo_last.empty();
  }
  for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step)
    if (!step->undo_last.empty() && is_taken_back(plan, *step))
      blocks.push_back(
          undo_block(*step, step->undo_last, step->undo.empty() ? "takes back" : "takes back the rest of"));
  return blocks;
}

std::string render_undo(const Migration& migration, std::string_view include) {
  const std::vector<Block> blocks = undo_blocks(migration.plan);
  const bool guarded = migration.plan.target.dialect == sql::Dialect::postgresql;
  const std::string head = undo_head(migration);
  return blocks.empty() && !guarded ? head : head + render_blocks(migration, File::undo, blocks, include);
}

std::string render_file(const Migration& migration, plan::Phase phase, std::string_view include) {
  std::vector<Block> blocks;
  for (const plan::Step* step : plan::steps_in(migration.plan, phase)) blocks.push_back(block_of(*step));
  if (blocks.empty()) return {};
  return phase_head(migration, phase) + render_blocks(migration, file_of(phase), blocks, include);
}

}  // namespace

std::string render_phase(const Migration& migration, plan::Phase phase) {
  return render_file(migration, phase, helpers());
}

std::string render_whole(const Migration& migration) {
  std::vector<Block> blocks;
  for (const plan::Step& step : migration.plan.steps) blocks.push_back(block_of(step));
  return render_blocks(migration, File::contract, blocks, helpers());
}

std::string render_undo(const Migration& migration) { return render_undo(migration, helpers()); }

std::map<std::string, std::string> render(const Migration& migration) {
  std::map<std::string, std::string> files;
  for (const plan::Phase phase : {plan::Phase::expand, plan::Phase::migrate, plan::Phase::contract}) {
    std::string text = render_file(migration, phase, kReadHelpers);
    if (!text.empty()) files.emplace(file_name(file_of(phase)), std::move(text));
  }
  files.emplace(file_name(File::undo), render_undo(migration, kReadHelpers));
  files.emplace("plan.toml", render_plan_toml(migration));
  files.emplace("schema.toml", migration.schema_toml);
  return files;
}

std::string folder_hash(const std::map<std::string, std::string>& files) {
  std::string bytes;
  for (const auto& [name, content] : files)
    for (const std::string* part : {&name, &content})
      bytes.append(std::to_string(part->size())).append(":").append(*part);
  return "sha256:" + base::sha256(bytes);
}

std::string slug(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (out.size() == kLongestSlug) break;
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!out.empty() && out.back() != '_')
      out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  if (out.empty())
    throw base::Error(base::ErrorKind::usage, "The name of a migration needs at least one letter or digit.",
                      "Say in a word or two what it does: --name split_user_name");
  return out;
}

}  // namespace schemagen::migration
