import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

/// A step is edited on the run's own copy of its runbook, and nothing but that step.
struct StepEditorTests {
  @Test(arguments: RunMode.allCases)
  func `an edit becomes the step as the run would have planned it, with the difference`(mode: RunMode) throws {
    try KeptRun.play(mode) { run in
      let text = try run.editor.text(of: "shop.load")
      #expect(text.hasPrefix("id: load\nname: Load the dump\non: db\n"))
      let changed = text.replacing("pg_restore shop", with: "createdb shop\n  pg_restore shop")
      let change = try #require(try run.editor.change(of: "shop.load", to: changed))
      guard case .run(let script) = change.step.step.kind else { throw CommandFailure("no script") }
      #expect(script.text == "createdb shop\npg_restore shop\n")
      #expect(change.step.destination == (mode == .drill ? "root@10.99.0.13" : "root@10.0.0.23"))
      #expect(change.before == text && change.after == changed)
      #expect(change.difference.contains("\n+  createdb shop\n"))
      #expect(run.state.objection(to: Amendment(change: .step(change), by: Me.operation)) == nil)
      let old = run.state.plan.steps.first { $0.id == "shop.load" }
      #expect(change.step.needs == old?.needs && change.step.remaining == old?.remaining)
    }
  }

  @Test func `a later edit begins with what an earlier one left`() throws {
    try KeptRun.play { run in
      var run = run
      let text = try run.editor.text(of: "shop.load")
      let first = try #require(
        try run.editor.change(of: "shop.load", to: text.replacing("shop\n", with: "shop\n  analyze\n  vacuum\n")))
      try run.say(.amended(Amendment(change: .step(first), by: Me.operation)))
      #expect(try run.editor.text(of: "shop.load") == first.after)
      let after = try run.editor.text(of: "shop.after")
      #expect(after == "id: after\nrun: \"true\"\n")
      let other = try #require(
        try run.editor.change(of: "shop.after", to: after.replacing("true", with: "false")))
      try run.say(.amended(Amendment(change: .step(other), by: Me.operation)))
      #expect(try run.editor.text(of: "shop.after") == "id: after\nrun: \"false\"\n")
    }
  }

  @Test func `nothing changed is no change`() throws {
    try KeptRun.play { run in
      let text = try run.editor.text(of: "shop.load")
      #expect(try run.editor.change(of: "shop.load", to: text) == nil)
      #expect(try run.editor.change(of: "shop.load", to: text + "\n\n") == nil)
    }
  }

  @Test func `mistakes are shown where the person sees them`() throws {
    try KeptRun.play { run in
      let complaint = run.complaint { $0.replacing("on_failure", with: "timeuot: 5s\non_failur") }
      #expect(complaint.contains("shop.load:7:1: error: "))
      #expect(complaint.contains("\n  timeuot: 5s\n  ^"))
      #expect(complaint.contains("shop.load:8:1: error: "))
      #expect(run.complaint { $0.replacing("run: |", with: "run: [") }.contains("shop.load:"))
    }
  }

  @Test(arguments: [
    ("id: load", "id: lode", "has no step shop.load any more"),
    ("on: db", "on: db\nneeds: []", "what is needed of shop.load"),
    ("on: db", "on: db\ngate: true", "the gate of shop.load"),
    ("on: db", "on: db\noutputs: [rows]", "the names of the outputs of shop.load"),
    ("on: db", "on: web", "doesn't use the host web"),
    ("on: db", "on: db\nonly: incident", "`only` of shop.load"),
    ("undo: dropdb shop\n", "", "whether there is an undo of shop.load"),
    (
      "pg_restore shop", "pg_restore --host 10.0.0.13 shop",
      "shop.load:6:21: error: step \"load\" holds the live address"
    ),
    ("files: [newest]", "files: [other]", "shop.load:4:9: error: "),
    ("id: load\n", "id: load\nrun: x\n", "error: "),
  ])
  func `what an edit may not do is said in words`(old: String, new: String, words: String) throws {
    try KeptRun.play { run in
      let complaint = run.complaint { $0.replacing(old, with: new) }
      #expect(complaint.contains(words), "\(complaint)")
    }
  }

  @Test(arguments: [
    ("id: more\nrun: x\n", "no step shop.load any more"), ("\n\n", "shop.load has no text any more"),
    ("id: load\non: db\nrun: x\nundo: y\n- id: b\n  run: z\n", "error"),
  ])
  func `an edit that puts something else in the step's place is refused`(text: String, words: String) throws {
    try KeptRun.play { run in
      let complaint = run.complaint { _ in text }
      #expect(complaint.contains(words), "\(complaint)")
    }
  }

  @Test(arguments: [StepID("shop", "seen-red-see"), StepID("shop", "undo-load")])
  func `what the planner made has no text`(step: StepID) throws {
    try KeptRun.play { run in
      let complaint = run.complaint(ofText: step)
      #expect(complaint.hasSuffix("is no step of a runbook, so there is nothing to edit"), "\(complaint)")
    }
  }

  @Test func `a step may use what is over, and nothing that is not`() throws {
    try KeptRun.play { run in
      let complaint = run.complaint {
        $0.replacing("on: db", with: "on: db\nwith: { dump: \"{{ steps.newest.dump }}\" }")
      }
      #expect(complaint.hasPrefix("accepted"), "\(complaint)")
    }
  }

  @Test func `a step of a set is edited in its own file`() throws {
    let set = "runbook: all\nrecovers: [shop.yaml, mail.yaml]\n"
    let mail = """
      runbook: mail
      restore:
        - { id: load, needs: [shop.load], run: "true" }
      verify:
        - { id: see, run: "true", expect: { exit: 0 } }
      """
    try KeptRun.play(.incident, texts: ["books/all.yaml": set, "books/mail.yaml": mail], root: "books/all.yaml") {
      run in
      let change = try run.editor.change(of: "mail.load", to: "id: load\nneeds: [shop.load]\nrun: \"false\"\n")
      #expect(change?.step.id == "mail.load")
    }
  }

  @Test func `an incident is edited with the hosts that were chosen for it`() throws {
    let hosts = HostChoice(overrides: ["db": "root@10.5.5.5"])
    try KeptRun.play(.incident, hosts: hosts) { run in
      let text = try run.editor.text(of: "shop.load")
      let change = try run.editor.change(of: "shop.load", to: text.replacing("pg_restore", with: "gunzip"))
      #expect(change?.step.destination == "root@10.5.5.5")
    }
  }

  @Test func `another value of an input is checked like the first`() throws {
    try KeptRun.play { run in
      let change = try run.editor.inputChange("backups=/mnt/b", for: "shop.load")
      #expect(change == InputChange(runbook: "shop", input: "backups", before: "/srv/backups", after: "/mnt/b"))
      #expect(try run.editor.inputChange("shop.backups=/mnt/b", for: "shop.load") == change)
      for (text, words) in [
        ("backup=/mnt", "no input backup, but backups"), ("backups", "name=value"),
        ("backups=/srv/backups", "already"), ("backups=10.0.0.13:/b", "holds the live address of host \"db\""),
      ] {
        let complaint = run.complaint(ofInput: text)
        #expect(complaint.contains(words), "\(complaint)")
      }
    }
  }
}
