#!/usr/bin/env python3
"""Breaks each rule of the core on purpose and says after how many seeds the simulation finds it.

usage: Tests/SimulationTests/breaks.py [--seeds 10000] [--only WORD] [--package FOLDER] [--story]
       Tests/SimulationTests/breaks.py --fit    only says which breaks no longer fit the code
Works on a copy in .build-breaks, and ends with 1 when a break is found by none of the seeds, or no longer fits the code.
"""
import argparse
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MACHINE = "Machine/RunMachine"

# (item of DESIGN.md section 3, what is broken, file below Sources/RunCore, what stands there, what stands there instead)
BREAKS = [
    ("1", "effects don't wait for the journal", MACHINE + "+Recording.swift",
     "state.bookkeepingLost ? state.lastSequence : syncedThrough", "state.lastSequence"),
    ("1", "a job starts beside its intent", MACHINE + "+Steps.swift",
     "hold(.startAttempt(request(for: attempt, index)))", "effects.append(.startAttempt(request(for: attempt, index)))"),
    ("1", "one entry too many counts as durable", MACHINE + ".swift",
     "syncedThrough = max(syncedThrough, sequence)", "syncedThrough = max(syncedThrough, sequence + 1)"),
    ("1", "a step starts with one need open", MACHINE + "+Scheduling.swift",
     "state.unmetNeeds[index] == 0 &&", "state.unmetNeeds[index] <= 1 &&"),
    ("1", "something is changed that no entry tells", MACHINE + ".swift",
     "      wakeAsked = nil\n", "      wakeAsked = nil\n      state.bookkeepingLost = false\n"),
    ("1", "a gate that failed lets pass", "State/RunState+Steps.swift",
     "case .ask: steps[index].state = .asking\n",
     "case .ask:\n      steps[index].state = .asking\n      for dependent in graph.dependents[index] { unmetNeeds[dependent] = 0 }\n"),
    ("2", "an unknown outcome is tried again", "Machine/AttemptJudge.swift",
     "if step.mayRunAgain || step.onUnknown == .rerun {", "if step.onUnknown != .check || step.mayRunAgain {"),
    ("2", "on_unknown: check works without checking", "Machine/AttemptJudge.swift",
     "return again(.skipIf, .unknown) }\n    return step", "return again(.work, .unknown) }\n    return step"),
    ("2", "a retry leaves its reset out", "Machine/AttemptJudge.swift",
     ".again(retry.reset == nil ? .work : .reset,", ".again(.work,"),
    ("2", "after an unknown reset the work starts", "Machine/AttemptJudge.swift",
     "case .reset: return .ask", "case .reset: return again(.work, .next)"),
    ("2", "a resumed session starts instead of looking", MACHINE + "+Opening.swift",
     "hold(.recoverAttempt(request, boot: boot))", "hold(.startAttempt(request))"),
    ("2", "a resumed session takes what ran for never started", MACHINE + "+Opening.swift",
     "hold(.recoverAttempt(request, boot: boot))",
     "_ = (request, boot)\n      finish(attempt, AttemptReport(.neverStarted))"),
    ("2", "an outcome that comes twice counts twice", MACHINE + "+Steps.swift",
     "      case .running(attempt) = state.steps[index].state\n", "      !state.steps[index].attempts.isEmpty\n"),
    ("2", "an old outcome ends a newer try", MACHINE + "+Steps.swift",
     """    guard state.ending == nil, let index = state.graph.index(of: attempt.step),
      case .running(attempt) = state.steps[index].state
    else { return }
""",
     """    guard state.ending == nil, let index = state.graph.index(of: attempt.step),
      case .running(let present) = state.steps[index].state
    else { return }
    let attempt = present
"""),
    ("2", "who is unsure says: never started", "Machine/AttemptJudge.swift",
     "case .unknown: afterUnknown", "case .unknown: afterNothing"),
    ("4", "nothing is cancelled", MACHINE + "+Steps.swift", "      hold(.cancelAttempt(attempt))\n", "      _ = attempt\n"),
    ("4", "a second stop reaches no further", MACHINE + "+Steps.swift",
     "guard reachesFurther else { return }", "guard reachesFurther, state.stops.isEmpty else { return }"),
    ("4", "a resumed session forgets to cancel", MACHINE + "+Opening.swift",
     "if mustEnd(index) { cancelIfRunning(index) }", ""),
    ("4", "a withdrawn start is started all the same", MACHINE + "+Recording.swift",
     "    held.remove(at: place)\n    return true", "    return place >= 0"),
    ("4", "a resumed session doesn't wait for what runs", MACHINE + "+Opening.swift",
     "case .running, .backingOff, .asking:\n      active.insert(index)",
     "case .running, .backingOff, .asking:\n      if case .asking = state.steps[index].state { active.insert(index) }"),
    ("7", "an incident stops for its journal", MACHINE + ".swift",
     "    guard opening.mode == .drill else { return }\n    stop(", "    stop("),
    ("7", "a drill goes on without its journal", MACHINE + ".swift",
     "    guard opening.mode == .drill else { return }\n    stop(", "    guard opening.mode != .drill else { return }\n    stop("),
    ("7", "a live recovery waits for its journal", MACHINE + "+Recording.swift",
     "state.bookkeepingLost ? state.lastSequence : syncedThrough", "syncedThrough"),
    ("7", "a resumed drill forgets its lost journal", MACHINE + "+Opening.swift",
     "!state.isReopened, let reason = state.lostBookkeeping", "state.stops.count > 1, let reason = state.lostBookkeeping"),
    ("7", "halfhour leaves with entries in memory", MACHINE + "+Recording.swift",
     "let kept = state.bookkeepingLost ?", "let kept = state.lastSequence < 0 ?"),
    ("7", "a gap of the journal is no condition", "Summary/RunJudgement.swift",
     "if state.irregularities.contains(where: { $0.isLostBookkeeping }) {",
     "if state.plan.steps.isEmpty, state.irregularities.contains(where: { $0.isLostBookkeeping }) {"),
    ("7", "an end that no journal holds stays a pass", MACHINE + ".swift",
     "} else if ending.verdict == .passed {", "} else if ending.verdict == .passed, ending.findings.isEmpty {"),
    ("8", "a skipped step passes", "Summary/RunJudgement.swift",
     'case .skipped where silences.isEmpty: result.append("\\(id) was skipped")', "case .skipped: break"),
    ("8", "a step done by hand passes", "Summary/RunJudgement.swift",
     'case .byHand: result.append("\\(id) was done by hand")', "case .byHand: break"),
    ("8", "a step that a person had run again passes", "Summary/RunJudgement.swift",
     "words.contains(where: { $0.choice == .rerun &&", "words.contains(where: { $0.choice == .stop &&"),
    ("8", "a failure that was allowed passes", "Summary/RunJudgement.swift",
     "case .failed where !stopped(after: id, in: state):\n        let wentOn", "case .failed where stopped(after: id, in: state):\n        let wentOn"),
    ("8", "steps that were not reached don't count", "Summary/RunJudgement.swift",
     "case nil: notReached += 1", "case nil: notReached += 0"),
    ("8", "a cancelled step doesn't count", "Summary/RunJudgement.swift",
     'case .cancelled: result.append("\\(id) was cancelled" + reason(state.steps[index]))', "case .cancelled: break"),
    ("8", "a missed recovery time is met", "Summary/ServiceSummary.swift", "$0 > target.rto ? .missed", "$0 < .zero ? .missed"),
    ("8", "data that are too old are good enough", "Summary/ServiceSummary.swift", "$0 > rpo ? .missed", "$0 < rpo ? .missed"),
    ("8", "a backup from after the disruption is as good as any", "Summary/ServiceSummary.swift",
     "guard age < .zero, rules != .first else", "guard age < .zero, rules == .first else"),
    ("8", "the newest of the restored points counts", "Summary/ServiceSteps.swift",
     "recoveryPoint }.min()", "recoveryPoint }.max()"),
    ("8", "an unknown age of the data is none", "Summary/ServiceSummary.swift",
     "$0 >= .zero && isProven ? .met : .unknown } ?? .unknown", "$0 >= .zero && isProven ? .met : .unknown } ?? .none"),
    ("8", "the first check that holds ends the clock", "Summary/ServiceSteps.swift",
     "return over.compactMap { state.steps[$0].ended }.max {", "return over.compactMap { state.steps[$0].ended }.min {"),
    ("8", "any step verifies", "Summary/ServiceSteps.swift",
     "return step.isCheck && state.plan.steps[index].healthOf == nil && !isExcluded(index)\n        && (step.phase == .verify || step.phase == .cutover)",
     "return step.phase != .cleanup && !isExcluded(index)"),
    ("8", "allowances are left out", "Summary/RunClocks.swift", "disruption = opened.shifted(by: .zero - before.total)",
     "disruption = opened"),
    ("8", "acceptance alone passes", "Summary/RunJudgement.swift",
     'result.append("no check proves that \\(service.id) works; it was only accepted")', "_ = service.id"),
    ("8", "acceptance alone meets a target", "Summary/ServiceSummary.swift",
     "let isProven = verified != nil || rules == .first", "let isProven = verified != nil || accepted != nil || rules == .first"),
    ("8", "a stop by a person is a pass", "Summary/RunJudgement.swift", "if !stops.isEmpty {", "if stops.count > 1 {"),
    ("9", "the wall clock measures", "State/TimeAnchor.swift",
     "elapsed: elapsed + (other.uptime - stamp.uptime))", "elapsed: elapsed + (other.wall - stamp.wall))"),
    ("9", "a jump isn't noted", "State/RunState+Clock.swift",
     "guard ended == nil, jump >= Self.smallestJump || jump <=", "guard ended == nil, jump <="),
    ("9", "a jump between sessions isn't noted", "State/RunState+Clock.swift", "if !rebooted { noteJump", "if rebooted { noteJump"),
    ("9", "a gap isn't noted", "State/RunState+Clock.swift",
     "    irregularities.append(Irregularity(kind: .gapBetweenSessions(gap), at: moment))\n", "    _ = gap\n"),
    ("9", "what comes after the end is noted", "State/RunState+Clock.swift",
     "    guard ended == nil, jump", "    guard jump"),
    ("9", "uptimes of two boots are compared", "State/RunState+Clock.swift",
     "session.boot == before.opening.boot\n      ?", "session.boot.isEmpty == before.opening.boot.isEmpty\n      ?"),
    ("9", "another boot's uptime is taken for this one's", "State/RunState+Steps.swift",
     "guard attempt.boot == sessions.last?.opening.boot else {", "guard attempt.boot != nil else {"),
    ("9", "the time of a host's job is when it was heard of", "State/RunState+Steps.swift",
     "if attempt.destination != nil {\n        recordDuration", "if attempt.destination == \"\" {\n        recordDuration"),
    ("9", "the job's own times don't count", "State/RunState+Steps.swift",
     "guard let times = end.report.times, let anchor,", "guard let times = end.report.times, let anchor, anchor.elapsed < .zero,"),
    ("9", "an end that was seen late isn't told", MACHINE + "+Steps.swift",
     "observedLate: recovered.contains(attempt)", "observedLate: false"),
    ("9", "a sleep isn't told", MACHINE + ".swift",
     "case .machineSlept(let slept): if state.ended == nil {", "case .machineSlept(let slept): if state.ended != nil {"),
    ("11", "a step done by hand isn't told", "Summary/Deviation.swift", "case .done: self = .byHand", "case .done: return nil"),
    ("11", "a rerun isn't told", "Summary/Deviation.swift", "case .rerun: self = .rerun", "case .rerun: return nil"),
    ("11", "why isn't told", "Summary/Deviation.swift",
     "by: answer.by, reason: answer.reason)", "by: answer.by, reason: nil)"),
    ("11", "who stopped isn't told", "Summary/Deviation.swift",
     "case .operator(let person): deviation.by = person", "case .operator: break"),
    ("11", "an answer without effect on the run", MACHINE + "+Prompts.swift",
     "if answer.choice == .stop { stop(on: answer) }", ""),
    ("13", "a drill that stops doesn't clean up", MACHINE + "+Scheduling.swift",
     "guard let stop = state.stop, !state.isReopened, opening.mode == .drill,",
     "guard let stop = state.stop, !state.isReopened, opening.mode != .drill,"),
    ("13", "a stop ends cleanup as well", "State/RunState.swift",
     "return plan.mode == .incident || plan.steps[index].step.phase != .cleanup || stop.leavesCleanup",
     "return plan.mode == .incident || plan.steps[index].step.phase != .cleanup || stop.cancelsRunning"),
    ("13", "cleanup doesn't wait for what still runs", MACHINE + "+Scheduling.swift",
     "active.allSatisfy({ isCleanup($0) })", "active.allSatisfy({ $0 >= 0 })"),
    ("13", "cleanup is left out though there is something to clean up", "State/RunState+Values.swift",
     "if self[id]?.attempts.isEmpty == true { return id }", "if self[id]?.outcome != .passed { return id }"),
    ("13", "cleanup steps lose their order", MACHINE + "+Scheduling.swift",
     "return !isCleanup(needed) || state.steps[needed].outcome != nil", "return !isCleanup(needed) || needed >= 0"),
    ("13", "only the first cleanup step runs", MACHINE + "+Scheduling.swift",
     "      // What has just begun may be over already, and may have stopped the run or freed the next cleanup.\n      refillInTheEnd()",
     "      if state.stop != nil { ready.removeAll() }"),
    ("–", "a step is tried once too often", "Machine/AttemptJudge.swift", "record.tries < retry.attempts", "record.tries <= retry.attempts"),
    ("–", "nobody wakes what waits", MACHINE + "+Waiting.swift", "effects.append(.wake(at: at))", "_ = at"),
    ("–", "a resumed session doesn't ask what was not asked", MACHINE + "+Opening.swift",
     "    promptWhatWasNotAsked()\n    drawConsequences()", "    drawConsequences()"),
    ("–", "a resumed session forgets a fatal failure", MACHINE + "+Opening.swift", "      stopIfFatal(index)\n", ""),
    ("–", "a resumed session forgets a person's stop", MACHINE + "+Opening.swift",
     "let word = state.steps[index].words.last, word.choice == .stop", "let word = state.steps[index].words.last, word.choice == .done"),
    ("–", "more steps run than may", MACHINE + "+Scheduling.swift", "running.count < limits.total", "running.count <= limits.total"),
    ("–", "more steps run on a host than may", MACHINE + "+Scheduling.swift", "default: 0] < limits.perHost", "default: 0] <= limits.perHost"),
    ("–", "the machine ends while people are asked", MACHINE + "+Scheduling.swift",
     "if isFree && active.isEmpty && !state.isPausing { end() }", "if active.allSatisfy({ state.steps[$0].state == .asking }) { end() }"),
    ("5", "a step whose host has no address runs here", MACHINE + "+Steps.swift",
     "state.missingHost(of: index) ?? state.missingValue", "state.missingValue"),
    ("5", "any answer vouches for a host's key", "State/RunState+Prompts.swift",
     "if answer.choice == .confirm {\n", "if answer.choice == .confirm || prompts[place].prompt.refusal != nil {\n"),
    ("5", "a live host stops no drill", MACHINE + "+Steps.swift",
     "hasMetLiveHost(index) || state.plan", "state.plan"),
    ("5", "a live host is no failure of a drill", "Summary/RunJudgement.swift",
     "    if state.plan.mode == .drill {\n      for record", "    if state.plan.steps.isEmpty {\n      for record"),
    ("5", "an option of ssh is taken for an address", "Hosts/ProvidedAddress.swift",
     "if let problem = AddressText.problem(of: destination) {", "if let problem = AddressText.problem(of: destination), !destination.contains(\"-\") {"),
    ("5", "a step gives a drill a live address", "Hosts/ProvidedAddress.swift",
     "if plan.mode == .drill, plan.live", "if plan.mode == .incident, plan.live"),
    ("2", "a job is looked for with a later contact of its host", "State/RunState+Hosts.swift",
     "lastContact: attempt?.contacts[host])", "lastContact: hosts[host]?.contact)"),
    ("12", "a takeover is no condition", "Summary/RunJudgement.swift",
     ".filter { $0.subject == .foreignMarker }.map", ".filter { $0.subject == .liveKey }.map"),
    ("12", "a confirmed key isn't told", "Summary/Deviation.swift",
     "flatMap { $0.value.acceptances }.map(Deviation.init)",
     "flatMap { $0.value.acceptances }.map(Deviation.init).filter { $0.kind == .takenOver }"),
    ("–", "more steps run than may on a host whose address a step gave", MACHINE + "+Scheduling.swift",
     "let destination = state.steps[index].attempts.last?.destination", "let destination = state.plan.steps[index].destination"),
    ("9", "a point by a wrong clock counts", "State/RestoredData.swift",
     "data.point = point + (.zero - (data.correction?.offset ?? .zero))", "data.point = point"),
    ("9", "a point that was put right isn't told", "State/RunState+Steps.swift",
     "if let correction = end.pointCorrection {", "if let correction = end.pointCorrection, end.observedLate {"),
    ("1", "a command starts beside its intent", MACHINE + "+AdHoc.swift",
     "hold(.startAdHoc(start(of: started)))", "effects.append(.startAdHoc(start(of: started)))"),
    ("4", "a stop leaves commands running", MACHINE + "+Steps.swift",
     "    if state.stop?.cancelsRunning == true { state.runningAdHoc.forEach { cancelAdHoc($0) } }\n", ""),
    ("11", "a resumed session starts commands anew", MACHINE + "+AdHoc.swift",
     'hold(.recoverAdHoc(start, boot: command.boot ?? ""))', "hold(.startAdHoc(start))"),
    ("11", "a run ends or leaves beside a command", MACHINE + "+Scheduling.swift",
     "let isFree = state.runningAdHoc.isEmpty", "let isFree = true"),
    ("11", "a command isn't told", "Summary/Deviation.swift",
     "let commands = state.adHoc.filter(\\.mayHaveRun)", "let commands = state.adHoc.filter(\\.isRunning)"),
]


def run(command, **options):
    return subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)


def prepare(package):
    work = ROOT / ".build-breaks"
    work.mkdir(exist_ok=True)
    for name in ["Sources", "Tests", "templates"]:
        if not (package / name).exists():
            continue
        shutil.rmtree(work / name, ignore_errors=True)
        shutil.copytree(package / name, work / name, ignore=shutil.ignore_patterns(".build*"))
    # What is broken may leave a name unused, which is no error here.
    manifest = (package / "Package.swift").read_text().replace(".treatAllWarnings(as: .error),", "")
    (work / "Package.swift").write_text(manifest)
    return work


def build(work):
    result = run(["swift", "build", "--product", "simulate"], cwd=work)
    if result.returncode:
        return [line for line in result.stdout.splitlines() if "error:" in line][:3] or [result.stdout[-300:]]
    return []


def simulate(work, seeds):
    return run([work / ".build/debug/simulate", str(seeds)])


def first_trap(work, seeds):
    """The program ends at once when it traps, so the seed is found by halving."""
    low, high = 0, seeds
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if simulate(work, middle).returncode else (middle, high)
    return high


def misfits(package):
    """How many breaks don't stand at exactly one place, each told of."""
    count = 0
    for _, name, file, old, _ in BREAKS:
        places = (package / "Sources/RunCore" / file).read_text().count(old)
        if places != 1:
            count += 1
            print(f"Tests/SimulationTests/breaks.py: \"{name}\" fits {places} places of {file}")
    return count


def try_break(work, item, name, file, old, new, seeds, story):
    path = work / "Sources/RunCore" / file
    text = path.read_text()
    if text.count(old) != 1:
        return f"fits {text.count(old)} places", ""
    path.write_text(text.replace(old, new))
    try:
        errors = build(work)
        if errors:
            return "does not build: " + "; ".join(errors), ""
        result = simulate(work, seeds)
    finally:
        path.write_text(text)
    lines = result.stdout.splitlines()
    if result.returncode == 0:
        return "NOT FOUND", ""
    if story:
        print(result.stdout)
    if "breaks a rule" in lines[0]:
        return lines[0].split("number ")[1].split(",")[0], lines[2]
    trap = next((line.split("Fatal error: ")[-1] for line in lines if "Fatal error" in line), f"status {result.returncode}")
    return str(first_trap(work, seeds)), "trap: " + trap


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=10_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--package", type=pathlib.Path, default=ROOT)
    parser.add_argument("--story", action="store_true")
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    if arguments.fit:
        sys.exit(1 if misfits(arguments.package) else 0)
    work = prepare(arguments.package)
    errors = build(work)
    if errors or simulate(work, 20).returncode:
        sys.exit(f"the unbroken code fails: {errors}")
    missed = 0
    print("| item | what is broken | found at seed | as |\n|---|---|---|---|")
    for item, name, file, old, new in BREAKS:
        if arguments.only not in name:
            continue
        seed, problem = try_break(work, item, name, file, old, new, arguments.seeds, arguments.story)
        missed += not seed.isdigit()
        print(f"| {item} | {name} | {seed} | {problem[:140]} |", flush=True)
    sys.exit(1 if missed else 0)


main()
