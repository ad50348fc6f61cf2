// Outcomes as text for people and as JSON for programs. The JSON is versioned (`"schemagen": 1`) and stable.
#pragma once

#include <exception>
#include <string>

#include "schemagen/app/diff.h"
#include "schemagen/app/drift.h"
#include "schemagen/app/generate.h"
#include "schemagen/app/init.h"
#include "schemagen/app/pull.h"
#include "schemagen/app/push.h"
#include "schemagen/app/terminal.h"
#include "schemagen/app/validate.h"

namespace schemagen::app {

void print_text(const InitOutcome& outcome, const Terminal& terminal);
void print_text(const PullOutcome& outcome, const Terminal& terminal);
void print_text(const ValidateOutcome& outcome, const Terminal& terminal);
void print_text(const DiffOutcome& outcome, const Terminal& terminal);
void print_text(const GenerateOutcome& outcome, const Terminal& terminal);
void print_text(const PushOutcome& outcome, const Terminal& terminal);
void print_text(const DriftOutcome& outcome, const Terminal& terminal);

std::string to_json(const InitOutcome& outcome);
std::string to_json(const PullOutcome& outcome);
std::string to_json(const ValidateOutcome& outcome);
std::string to_json(const DiffOutcome& outcome);
std::string to_json(const GenerateOutcome& outcome);
std::string to_json(const PushOutcome& outcome);
std::string to_json(const DriftOutcome& outcome);

/// The plan alone, as it is shown before a question: changes, steps by phase, what they cost, hazards.
std::string plan_text(const PlannedChange& change, bool colour);

/// `error: …` and `hint: …` on `err`; as JSON also on `out`. Returns the exit code: the one place that knows
/// which failure gives which (design chapter 4).
int report_failure(const std::exception& failure, const std::string& command, Format format,
                   const Terminal& terminal);

}  // namespace schemagen::app
