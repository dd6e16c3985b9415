#!/usr/bin/env python3
"""Reckons every figure of a run's report again from journal.jsonl and plan/plan.json alone, and compares.

usage: recompute.py RUN-FOLDER
Written from the rules in words (clocks T0 to T8, recovery time and point, allowances, drill overhead, waits), with none
of the program's code. Prints each figure with its lines; exit status 1 where any differs or is not known here.
"""
import datetime
import html
import json
import pathlib
import re
import sys

UNITS = {"d": 86_400_000_000_000, "h": 3_600_000_000_000, "m": 60_000_000_000, "s": 1_000_000_000, "ms": 1_000_000}
HOUR = UNITS["h"]
SECOND, MINUTE = UNITS["s"], UNITS["m"]
PROBES = {"http", "tcp", "dns", "sql"}
GOOD = {"passed", "already-done", "by-hand", "skipped", "excluded"}


def wall(text):
    """Nanoseconds since 1970 by a time such as 2026-11-21T03:04:05.000000000+01:00."""
    day, fraction, offset = re.fullmatch(r"(.{19})(?:\.(\d+))?(Z|[+-]\d\d:\d\d)", text).groups()
    moment = datetime.datetime.fromisoformat(day + ("+00:00" if offset == "Z" else offset))
    return round(moment.timestamp()) * 10**9 + int((fraction or "0").ljust(9, "0")[:9])


def seconds(text):
    whole, fraction = text.split(".")
    return int(whole) * 10**9 + int(fraction)


def length(text):
    """Nanoseconds by a time such as 1h30m or 2.5s, as plans and summaries write them."""
    sign = -1 if text.startswith("-") else 1
    total = 0
    for number, unit in re.findall(r"([\d.]+)(ms|[dhms])", text):
        whole, _, fraction = number.partition(".")
        total += int(whole) * UNITS[unit] + int((fraction or "0").ljust(9, "0")[:9]) * UNITS[unit] // 10**9
    return sign * total


def people_read(nanoseconds):
    if nanoseconds < 0:
        return "-" + people_read(-nanoseconds)
    if nanoseconds < 10**9:
        return f"{(nanoseconds + 500_000) // 10**6}ms"
    if nanoseconds < 59_950_000_000:
        tenths = (nanoseconds + 50_000_000) // 10**8
        return f"{tenths // 10}.{tenths % 10}s"
    whole = (nanoseconds + 500_000_000) // 10**9
    if whole >= 86_400:
        return f"{whole // 86_400}d {whole // 3_600 % 24:02}h"
    if whole >= 3_600:
        return f"{whole // 3_600}h {whole // 60 % 60:02}m"
    return f"{whole // 60}m {whole % 60:02}s"


def bytes_read(count):
    for unit in ["bytes", "kB", "MB", "GB", "TB"]:
        if count < 1_000 or unit == "TB":
            text = f"{int(count + 0.5) if unit == 'bytes' else int(count * 10 + 0.5) / 10}"
            return f"{text.removesuffix('.0')} {unit}"
        count /= 1_000


def meant(measured, said):
    """Whether a person who said the one time can have meant the other: the same minute, where they gave no seconds."""
    late = measured - said
    return -SECOND <= late <= SECOND or said % MINUTE == 0 and 0 <= late < MINUTE


class Moment:
    """What the wall clock said, and how long the run had been going by the clock that nobody sets."""

    def __init__(self, text, elapsed):
        self.text, self.wall, self.elapsed = text, wall(text), elapsed


class Attempt:
    def __init__(self, line, moment, boot, away):
        self.line, self.started, self.boot, self.away = line, moment, boot, away
        self.ended = self.report = self.end_line = None


class Step:
    def __init__(self, plan):
        self.plan, self.facts = plan, plan["step"]
        self.id, self.phase = plan["id"], plan["step"]["phase"]
        self.runbook = self.id.split(".")[0]
        self.kind = next(iter(plan["step"]["kind"]))
        self.proof, self.health = plan.get("proof"), plan.get("healthOf")
        self.attempts, self.state, self.outcome = [], "waiting", None
        self.ended = self.settled = self.point = self.size = self.point_line = self.size_line = None
        if "excluded" in plan:
            self.state = self.outcome = "excluded"

    @property
    def is_check(self):
        return self.kind in PROBES | {"isolation"} or "expect" in self.facts

    @property
    def drill_only(self):
        return self.proof is not None or self.kind == "isolation"

    def over(self, outcome, moment, line):
        self.state, self.outcome, self.ended, self.settled = "over", outcome, moment, line

    def lines(self):
        found = [attempt.line for attempt in self.attempts] + [attempt.end_line for attempt in self.attempts]
        return [line for line in found + [self.settled] if line]


class Run:
    """The journal, line by line."""

    def __init__(self, folder):
        self.plan = json.loads((folder / "plan/plan.json").read_text())
        self.steps = {step["id"]: Step(step) for step in self.plan["steps"]}
        self.prompts, self.sessions, self.clocks, self.session_lines = [], [], {}, []
        self.opened = self.ended = self.ended_line = self.anchor = self.last = None
        self.reopened = None
        for number, line in enumerate((folder / "journal.jsonl").read_bytes().split(b"\n")[:-1], 1):
            self.take(number, json.loads(line))
            self.last_line = number
        self.now = self.ended or self.last

    def take(self, line, entry):
        moment = self.time(entry)
        self.last = moment
        kind = entry["entry"].replace("-", "_")
        getattr(self, "on_" + kind, lambda *_: None)(line, entry, moment)

    def time(self, entry):
        """Within one boot the uptime tells how much time passed, between two boots only the wall clocks do."""
        up, at = seconds(entry["up"]), entry["at"]
        if self.anchor is None:
            elapsed = 0
        else:
            before_up, before_wall, before = self.anchor
            elapsed = before + up - before_up
            if entry["entry"] == "session-opened":
                rebooted = up < before_up if not self.sessions else entry["boot"] != self.sessions[-1]
                if rebooted:
                    elapsed = before + max(0, wall(at) - before_wall)
        self.anchor = (up, wall(at), elapsed)
        return Moment(at, elapsed)

    def on_run_opened(self, line, entry, moment):
        self.opened, self.mode = moment, entry["mode"]

    def on_session_opened(self, line, entry, moment):
        self.sessions.append(entry["boot"])
        self.session_lines.append(line)

    def on_step_started(self, line, entry, moment):
        step = self.steps[entry["attempt"]["step"]] if entry["attempt"]["step"] in self.steps else None
        if step:
            boot = self.sessions[-1] if self.sessions else None
            step.attempts.append(Attempt(line, moment, boot, "destination" in entry))
            step.state = "running"

    def on_step_finished(self, line, entry, moment):
        step = self.steps[entry["attempt"]["step"]]
        attempt = step.attempts[-1]
        attempt.report, attempt.end_line, attempt.ended = entry["report"], line, moment
        self.measure(attempt, entry, moment)
        if entry["report"]["result"] == "succeeded":
            if "recoveryPoint" in entry:
                step.point, step.point_line = wall(entry["recoveryPoint"]), line
            if "size" in entry:
                step.size, step.size_line = entry["size"], line
        follows = entry["disposition"]
        step.state = follows["follows"]
        if follows["follows"] == "over":
            step.over(follows["outcome"], attempt.ended, line)
        elif follows["follows"] == "again":
            step.again = follows["why"]

    def measure(self, attempt, entry, moment):
        """A job's own clock counts as long as it can be compared; how long it took can be, in any case."""
        times = entry["report"].get("times")
        if not times:
            return
        up, _, here = self.anchor
        start, end = seconds(times["started"]["uptime"]), seconds(times["ended"]["uptime"])
        if start > end:
            return
        if attempt.boot == (self.sessions[-1] if self.sessions else None):
            begun, done = here + start - up, here + end - up
            if done <= moment.elapsed and begun >= 0:
                attempt.started = Moment(times["started"]["wall"], begun)
                attempt.ended = Moment(times["ended"]["wall"], done)
                return
            if not attempt.away:
                return
        took = end - start
        if attempt.started.elapsed + took > moment.elapsed:
            attempt.started = shifted(moment, -min(took, moment.elapsed))
        elif entry["observedLate"]:
            attempt.ended = shifted(attempt.started, took)

    def on_step_excluded(self, line, entry, moment):
        self.steps[entry["step"]].over("excluded", moment, line)

    def on_prompt_opened(self, line, entry, moment):
        prompt = dict(entry, line=line, opened=moment, closed=None, closed_line=None, approvals=0)
        self.prompts.append(prompt)
        if entry["subject"] != "cleanup":
            self.steps[entry["step"]].state = "ask"

    def on_prompt_answered(self, line, entry, moment):
        prompt = self.prompts[entry["prompt"] - 1]
        step = self.steps[prompt["step"]]
        prompt["closed_line"] = line
        if entry["choice"] == "approve":
            prompt["approvals"] += 1
            if prompt["approvals"] < prompt.get("terms", {}).get("count", 1):
                prompt["closed_line"] = None
                return
        closing = [prompt]
        if entry["choice"] == "confirm":
            shown = prompt["refusal"]
            closing = [other for other in self.prompts if other["closed"] is None and "refusal" in other
                       and all(other["refusal"].get(key) == shown.get(key)
                               for key in ["subject", "host", "destination", "fingerprint", "detail"])]
        for other in closing:
            other["closed"], other["closed_line"] = moment, line
        if prompt["subject"] == "cleanup":
            return
        own = "terms" in prompt
        outcome = {"skip": "skipped", "done": "passed" if own else "by-hand", "approve": "passed", "decide": "passed",
                   "stop": "cancelled" if own else "failed"}.get(entry["choice"])
        if entry["choice"] == "reject":
            outcome = None if self.asks_at_failure(step) else "failed"
        if own and step.attempts:
            step.attempts[-1].ended = moment
        if outcome:
            step.over(outcome, moment, line)
        if entry["choice"] in ("retry", "rerun", "amend", "confirm"):
            step.state, step.again = "again", "retry"
        self.change(entry.get("change"))

    def asks_at_failure(self, step):
        return step.facts.get("onFailure", "ask" if self.mode == "incident" else "stop") == "ask"

    def on_prompt_expired(self, line, entry, moment):
        prompt = self.prompts[entry["prompt"] - 1]
        prompt["closed"], prompt["closed_line"] = moment, line
        step = self.steps[prompt["step"]]
        silence = prompt.get("terms", {}).get("onTimeout", "fail")
        word = silence if isinstance(silence, str) else next(iter(silence))
        outcome = {"skip": "skipped", "approve": "passed", "choose": "passed"}.get(word)
        if prompt["subject"] == "cleanup":
            return
        if step.attempts:
            step.attempts[-1].ended = moment
        if outcome is None and not self.asks_at_failure(step):
            outcome = "failed"
        if outcome:
            step.over(outcome, moment, line)

    def on_amended(self, line, entry, moment):
        change = entry["change"]
        self.change(change)
        if "startsFrom" in change:
            order = ["provision", "install", "restore", "verify", "cutover", "accept", "cleanup"]
            left = order[:order.index(change["startsFrom"])]
            for step in self.steps.values():
                if step.phase in left and step.kind != "isolation" and not step.health and step.state == "waiting":
                    step.over("skipped", moment, line)

    def change(self, change):
        if change and "step" in change:
            changed = change["step"]["step"]
            step = self.steps[changed["id"]]
            step.plan, step.facts = changed, changed["step"]

    def on_stop_requested(self, line, entry, moment):
        for step in self.steps.values():
            if self.reopened is None and self.mode == "drill" and step.phase == "cleanup" and not entry["leavesCleanup"]:
                continue
            if step.state == "ask":
                unanswered = step.attempts and step.attempts[-1].report is None
                if unanswered:
                    step.attempts[-1].ended = moment
                step.over("cancelled" if unanswered else "failed", moment, line)
            elif step.state == "again":
                step.over("cancelled" if step.again in ("next", "never-started") else "failed", moment, line)
        for prompt in self.prompts:
            if prompt["closed"] is None and self.steps[prompt["step"]].state != "ask":
                prompt["closed"], prompt["closed_line"] = moment, line

    def on_clock_stamped(self, line, entry, moment):
        self.clocks[entry["clock"], entry.get("service")] = (entry.get("time"), line)

    def on_reopened(self, line, entry, moment):
        self.reopened = entry["purpose"]
        for step in self.steps.values():
            mine = (step.phase == "cleanup" and "undoes" not in step.plan
                    and step.outcome in (None, "failed", "cancelled")) if self.reopened == "cleanup" else (
                        "undoes" in step.plan and step.outcome not in ("passed", "by-hand")
                        and self.steps[step.plan["undoes"]].outcome in ("passed", "by-hand"))
            if mine:
                step.state, step.outcome, step.ended, step.settled = "waiting", None, None, None

    def on_run_finished(self, line, entry, moment):
        self.ended = self.ended or moment
        self.ended_line = self.ended_line or line
        for prompt in self.prompts:
            if prompt["closed"] is None:
                prompt["closed"], prompt["closed_line"] = moment, line


def shifted(moment, by):
    """The same clock on the wall, so much later."""
    offset = moment.text[29:] or "+00:00"
    zone = datetime.datetime.fromisoformat(moment.text[:19] + ("+00:00" if offset == "Z" else offset)).tzinfo
    whole, rest = divmod(moment.wall + by, 10**9)
    day = datetime.datetime.fromtimestamp(whole, zone).isoformat()
    return Moment(f"{day[:19]}.{rest:09}{day[19:]}", moment.elapsed + by)


def joined(stretches):
    result = []
    for start, end in sorted(stretch for stretch in stretches if stretch[0] < stretch[1]):
        if result and start <= result[-1][1]:
            result[-1][1] = max(result[-1][1], end)
        else:
            result.append([start, end])
    return result


def overhead(run):
    """The stretches in which a drill did nothing but what an incident would not do."""
    if run.mode != "drill":
        return []
    added, others = [], []
    for step in run.steps.values():
        if not step.attempts:
            continue
        if step.drill_only:
            added += [(each.started.elapsed, (each.ended or run.now).elapsed) for each in step.attempts]
        else:
            others.append((step.attempts[0].started.elapsed, (step.ended or run.now).elapsed))
    result = []
    for start, end in joined(added):
        for begun, done in joined(others):
            if done <= start or begun >= end:
                continue
            if begun > start:
                result.append((start, begun))
            start = max(start, done)
        if start < end:
            result.append((start, end))
    return result


class Figures:
    def __init__(self, run):
        self.run, self.all, self.summary = run, {}, {}
        self.start = {}
        self.added = overhead(run)
        self.read_clocks()
        self.read_services()
        self.read_run()
        self.read_steps()

    def put(self, name, kind, number, lines, of_plan=False):
        self.all[name] = (kind, number, set(lines))

    def read_clocks(self):
        run = self.run
        before = {"disruption": 0, "detected": 0, "declared": 0}
        allowed = run.plan["site"].get("allowances") if run.mode == "drill" else None
        if allowed:
            detect, decide, mobilise = (length(allowed[key]) for key in ["detect", "decide", "mobilise"])
            before = {"disruption": detect + decide + mobilise, "detected": decide + mobilise, "declared": mobilise}
        for label, clock in [("T0", "disruption"), ("T1", "detected"), ("T2", "declared")]:
            said = run.clocks.get((clock, None))
            moment, line = None, 1
            if said:
                line = said[1]
                moment = Moment(said[0], wall(said[0]) - run.opened.wall) if said[0] else None
            elif run.mode == "drill":
                moment = shifted(run.opened, -before[clock])
            self.start[clock] = (moment, line)
            if moment:
                self.put("clock." + label, "time", moment, [line])
        self.start["started"] = (run.opened, 1)
        self.put("clock.T3", "time", run.opened, [1])
        begun = [step for step in run.steps.values() if step.attempts and step.proof is None]
        if begun:
            first = min(begun, key=lambda step: step.attempts[0].started.elapsed).attempts[0]
            self.put("clock.T4", "time", first.started, [first.line] + ([first.end_line] if first.end_line else []))
        if run.ended:
            self.put("clock.end", "time", run.ended, [run.ended_line])
            self.put("run.duration", "seconds", run.ended.elapsed - run.opened.elapsed, [1, run.ended_line])

    def read_services(self):
        self.judgements, self.costs, self.back = [], {}, []
        for service in self.run.plan["services"]:
            self.read_service(service)
        if self.run.plan["services"]:
            lines = [line for step in self.back for line in [step.settled]]
            self.put("services.verified", "count", len(self.back), lines)
            self.put("targets.met", "count", self.judgements.count("met"), [])
        for currency, parts in self.costs.items():
            if all(product is not None for product, _, _ in parts):
                total = sum(product for product, _, _ in parts)
                money = (2 * total + HOUR) // (2 * HOUR)
                self.put("cost." + currency, currency, money, [line for part in parts for line in part[1:]])

    def read_service(self, service):
        run, name = self.run, service["name"]
        own = [step for step in run.steps.values() if step.runbook == service["runbook"] and step.proof is None]

        def whole(phases):
            chosen = [step for step in own if step.phase in phases and step.outcome != "excluded"]
            return all(step.outcome in GOOD for step in chosen)

        def last(steps):
            return max((step for step in steps if step.ended), key=lambda step: step.ended.elapsed, default=None)

        restores = [step for step in own if step.phase == "restore" and step.outcome != "excluded"]
        restored = None
        if whole(["restore"]) and any(step.outcome in ("passed", "already-done", "by-hand") for step in restores):
            restored = last(restores)
        verified = None
        if whole(["verify", "cutover"]):
            checks = [step for step in own if step.phase in ("verify", "cutover") and step.is_check
                      and not step.health and step.outcome not in ("excluded", "already-done")]
            verified = last(checks) if any(step.outcome == "passed" for step in checks) else None
        accepts = [step for step in own if step.phase == "accept" and step.outcome != "excluded"]
        accepted = None
        if all(step.outcome in ("passed", "already-done") or (step.outcome == "by-hand" and step.kind != "approve")
               for step in accepts):
            accepted = last(accepts)
        ends = {key: (step.ended, step.settled) if step else (None, None)
                for key, step in [("T5", restored), ("T6", verified), ("T7", accepted)]}
        for clock, label in [("accepted", "T7"), ("backlog-cleared", "T8"), ("backlogCleared", "T8")]:
            said = run.clocks.get((clock, name))
            if said and said[0]:
                # Of what was said and what was measured, the later counts; a time to the minute means all of it.
                late = ends[label][0] is None or wall(said[0]) > ends[label][0].wall
                if label == "T8" or (late and not (ends[label][0] and meant(ends[label][0].wall, wall(said[0])))):
                    moment = Moment(said[0], wall(said[0]) - run.opened.wall)
                    if label == "T7" and ends["T6"][0] and ends["T6"][0].elapsed > moment.elapsed:
                        moment = ends["T6"][0]
                    ends[label] = (moment, said[1])
        for label, (moment, line) in sorted(ends.items()):
            if moment:
                self.put(f"{name}.{label}", "time", moment, [line])
        if verified:
            self.back.append(verified)
        self.read_recovery(service, own, ends, bool(accepts))

    def added_between(self, start, end):
        return sum(max(0, min(done, end) - max(begun, start)) for begun, done in self.added)

    def read_recovery(self, service, own, ends, has_accept):
        run, name, target = self.run, service["name"], service["target"]
        start, start_line = self.start[target.get("clock", "disruption")]
        counted, counted_key = None, "T6"
        if target.get("until") == "accepted" and (has_accept or ends["T7"][0]):
            counted_key = "T7"
        overhead_lines = [line for step in run.steps.values() if step.drill_only for line in step.lines()]
        for key, label in [("T6", "rta"), ("T7", "rtaAccepted")]:
            end, line = ends[key]
            if not (start and end):
                continue
            added = self.added_between(start.elapsed, end.elapsed)
            time = end.elapsed - start.elapsed - added
            self.put(f"{name}.{label}", "seconds", time, [start_line, line] + (overhead_lines if added else []))
            self.summary[name, label] = time
            counted = time if key == counted_key else counted
        known = counted is not None and counted >= 0
        late = known and counted > length(target["rto"])
        verified = ends["T6"][0] is not None
        self.judgements.append("missed" if late else "met" if known and verified else "unknown")
        disruption, disruption_line = self.start["disruption"]
        age = None
        rpo = length(target["rpo"]) if "rpo" in target else None
        oldest, lines = self.oldest_data(name, own, disruption, rpo)
        if oldest is not None and disruption:
            age = disruption.wall - oldest
            if age < 0 and (-age <= SECOND or run.mode == "incident" and meant(oldest, disruption.wall)):
                age = 0
            self.put(f"{name}.rpa", "seconds", age, [disruption_line] + lines)
            self.summary[name, "rpa"] = age
        if "rpo" in target and any(step.phase == "restore" and step.outcome != "excluded" for step in own):
            late = age is not None and age > length(target["rpo"])
            proven = age is not None and age >= 0 and verified
            self.judgements.append("missed" if late else "met" if proven else "unknown")
        self.read_amount(name, own)
        cost, (end, end_line) = service.get("costPerHour"), ends["T6"]
        if cost:
            outage = None
            if disruption and end:
                began, done = disruption.elapsed, end.elapsed
                outage = done - began - self.added_between(began, done)
            product = cost["hundredths"] * outage if outage is not None and outage >= 0 else None
            self.costs.setdefault(cost["currency"], []).append((product, disruption_line, end_line))

    def oldest_data(self, name, own, disruption, rpo):
        """By the steps, unless one of them was done by hand; a person's word counts where it is older, or all there is."""
        points = [step for step in own if step.point is not None]
        oldest = min((step.point for step in points), default=None)
        # What was done by hand can only make the data older, so a target that the others miss is missed.
        missed = None not in (oldest, disruption, rpo) and disruption.wall - oldest > rpo
        whole = oldest is not None and (missed or not any(
            "recoveryPoint" in step.facts and step.outcome == "by-hand" and step.point is None for step in own))
        said = self.run.clocks.get(("data-from", name))
        counts = bool(said and said[0]) and (
            not whole or wall(said[0]) < oldest and not meant(oldest, wall(said[0])))
        if not whole and not counts:
            return None, []
        if counts and (oldest is None or wall(said[0]) < oldest):
            oldest = wall(said[0])
        lines = [step.point_line for step in points if step.point == oldest]
        return oldest, lines + ([said[1]] if counts else [])

    def read_amount(self, name, own):
        sized = [step for step in own if step.size is not None]
        if not sized:
            return
        total = sum(step.size for step in sized)
        self.put(f"{name}.restored", "bytes", total, [step.size_line for step in sized])
        time = sum(end - start for start, end in joined(
            (step.attempts[0].started.elapsed, step.ended.elapsed) for step in sized if step.attempts and step.ended))
        if time > 0:
            self.put(f"{name}.rate", "bytes per second", int(total / (time / 1e9) + 0.5),
                     [line for step in sized for line in step.lines()])

    def read_run(self):
        run = self.run
        if run.prompts:
            until = run.ended_line or run.last_line
            waited = sum(end - start for start, end in joined(
                (prompt["opened"].elapsed, (prompt["closed"] or run.now).elapsed) for prompt in run.prompts))
            lines = [line for prompt in run.prompts for line in (prompt["line"], prompt["closed_line"] or until)]
            self.put("waits.count", "count", len(run.prompts), [prompt["line"] for prompt in run.prompts])
            self.put("waits.total", "seconds", waited, lines)
        planned = [step for step in run.steps.values()
                   if step.outcome != "excluded" and step.proof is None and ("undoes" not in step.plan or step.attempts)]
        done = [step for step in planned if step.outcome in ("passed", "already-done")]
        checks = [step for step in planned if step.is_check and step.outcome == "passed"]
        self.put("steps.planned", "count", len(planned), [])
        self.put("steps.done", "count", len(done), [step.settled for step in done])
        self.put("checks.passed", "count", len(checks), [step.settled for step in checks])
        self.put("run.sessions", "count", len(run.sessions), run.session_lines)
        if run.mode == "drill":
            lines = [line for step in run.steps.values() if step.drill_only for line in step.lines()]
            self.put("run.drillOverhead", "seconds", sum(end - start for start, end in self.added), lines)
            self.read_red()

    def read_red(self):
        trials = {step.proof["check"]: step
                  for step in self.run.steps.values() if step.proof and step.proof["as"] == "seen-red"}
        wanted = [step for step in self.run.steps.values()
                  if step.phase == "verify" and step.is_check and not step.health and step.proof is None
                  and "excluded" not in step.plan and (
                      step.id in trials or "seenRedSkip" in step.facts or "unseen" in step.plan)]
        wanted = [step for step in wanted if step.outcome != "excluded" and not (
            step.id in trials and trials[step.id].outcome == "excluded")]
        red = [step for step in wanted if step.id in trials and self.failed_without_data(trials[step.id])]
        if wanted:
            self.put("checks.red", "count", len(red), [trial.settled for trial in trials.values() if trial.settled])
            self.put("checks.toBeSeenRed", "count", len(wanted), [])

    @staticmethod
    def failed_without_data(trial):
        """It ran, and its expectation failed: what could not run, or held, is not seen red."""
        if trial.outcome in (None, "cancelled"):
            return False
        reports = [attempt.report for attempt in trial.attempts if attempt.report]
        return bool(reports) and reports[-1].get("finding") == "failed"

    def read_steps(self):
        run = self.run
        for step in run.steps.values():
            if not step.attempts:
                continue
            name = "step." + step.id
            starts = [attempt.line for attempt in step.attempts]
            self.put(name + ".attempts", "count", len(starts), starts)
            late = run.ended and step.attempts[-1].started.elapsed > run.ended.elapsed
            end = step.ended or (run.now if not run.ended else step.attempts[-1].ended)
            if late:
                time = sum(each.ended.elapsed - each.started.elapsed for each in step.attempts if each.ended)
                self.put(name + ".duration", "seconds", time, step.lines())
            elif end:
                lines = [starts[0], step.settled or run.ended_line or run.last_line]
                ended = [attempt.end_line for attempt in step.attempts if attempt.end_line]
                time = max(0, end.elapsed - step.attempts[0].started.elapsed)
                self.put(name + ".duration", "seconds", time, lines + ended[:1])
            report = step.attempts[-1].report
            if report and "exit" in report:
                self.put(name + ".exit", "exit status", report["exit"], [step.attempts[-1].end_line])


def number_text(kind, number):
    if kind == "time":
        return number.text
    if kind == "seconds":
        sign, size = ("-" if number < 0 else ""), abs(number)
        return f"{sign}{size // 10**9}.{size % 10**9:09}"
    if re.fullmatch("[A-Z]{3}", kind):
        return f"{number // 100}.{number % 100:02}"
    return str(number)


def shown_text(kind, number):
    if kind == "time":
        return f"{number.text[:10]} {number.text[11:19]} {number.text[29:]}"
    if kind == "seconds":
        return people_read(number)
    if kind == "bytes":
        return bytes_read(number)
    if kind == "bytes per second":
        return bytes_read(number) + "/s"
    return number_text(kind, number) + (f" {kind}" if re.fullmatch("[A-Z]{3}", kind) else "")


def lines_of(ranges):
    result = set()
    for text in ranges:
        first, _, last = text.partition("-")
        result |= set(range(int(first), int(last or first) + 1))
    return result


def printed(folder):
    """The tables of sources as the two readable reports show them: the values by the names of their figures."""
    text = (folder / "report.md").read_text()
    head = "## Where the figures come from"
    table = text[text.index(head) + len(head):].split("\n## ")[0] if head in text else ""
    markdown = dict(re.findall(r"(?m)^\| (.*?) \| (.*?) \| .*\|$", table)[1:])
    page = (folder / "report.html").read_text()
    table = page[page.index("Where the figures come from"):].split("</table>")[0]
    rows = re.findall(r'<th scope="row"><bdi>(.*?)</bdi></th><td class="number">(.*?)</td>', table, re.S)
    return markdown, {html.unescape(name): html.unescape(value) for name, value in rows}


def unescaped(text):
    return re.sub(r"\\(.)", r"\1", text)


def compare(folder, known):
    report = json.loads((folder / "report.json").read_text())
    told = {figure["id"]: figure for figure in report.get("figures", [])}
    faults = [f"{name} is in the report, and not known here" for name in told if name not in known.all]
    markdown, page = printed(folder)
    markdown = {unescaped(name): value for name, value in markdown.items()}
    for name, (kind, number, lines) in known.all.items():
        figure = told.get(name)
        exact = number_text(kind, number)
        print(f"{name} = {exact} {kind}  (lines {', '.join(map(str, sorted(lines))) or 'of the plan'})")
        if figure is None:
            faults.append(f"{name} is {exact}, and the report doesn't tell it")
            continue
        if (figure["number"], figure["unit"]) != (exact, kind):
            faults.append(f"{name} is {exact} {kind}, and the report says {figure['number']} {figure['unit']}")
        if lines_of(figure["lines"]) != lines:
            faults.append(f"{name} comes from lines {sorted(lines)}, and the report says {figure['lines']}")
        if name.startswith("step."):
            continue
        for where, values in [("report.md", markdown), ("report.html", page)]:
            shown = values.get(figure["name"])
            if shown != shown_text(kind, number):
                faults.append(f"{name} reads {shown_text(kind, number)!r}, and {where} says {shown!r}")
    return faults + compare_summary(report["summary"], known)


def compare_summary(summary, known):
    """What every other part of the report is made of."""
    faults = []

    def expect(what, told, number):
        if told is None or length(told) != number:
            faults.append(f"{what} is {number} ns, and the report's summary says {told}")

    for service in summary["services"]:
        for key in ["rta", "rtaAccepted", "rpa"]:
            if (service["id"], key) in known.summary:
                expect(f"{key} of {service['id']}", service.get(key), known.summary[service["id"], key])
            elif key in service:
                faults.append(f"the summary tells {key} of {service['id']}, which is not known here")
    for step in summary["steps"]:
        figure = known.all.get(f"step.{step['id']}.duration")
        if figure or "duration" in step:
            expect(f"the time of {step['id']}", step.get("duration"), figure and figure[1])
    return faults


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    faults = compare(folder, Figures(Run(folder)))
    for fault in faults:
        print("DIFFERS:", fault)
    sys.exit(1 if faults else 0)


main()
