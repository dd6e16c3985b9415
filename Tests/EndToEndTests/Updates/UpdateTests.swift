import Digests
import Foundation
import Glibc
import Testing

/// People are told how a run goes, and no run waits for that.
struct UpdateTests {
  @Test func `a webhook is told of start, recovery and end, each marked as a drill`() async throws {
    try await Scene.play { scene in
      try await Webhook.play(in: scene) { hook in
        try scene.site(
          """
          channels: { managers: { webhook: { file: secrets/hook } } }
          updates: { spacing: 1s }
          """)
        try scene.write("secrets/hook", hook.address("ok") + "\n")
        let notify = "  - { id: tell, notify: { channel: managers, message: \"Loaded in this {{ run.mode }}.\" } }"
        let end = try await scene.drill(Scene.recovery("2", more: notify))
        #expect(end.exit == 0, "\(end)")
        let texts = try hook.texts("ok")
        #expect(texts.allSatisfy { $0.hasPrefix("DRILL (this is an exercise): Corner shop\n") })
        #expect(texts.first?.contains("\nStarted at ") == true)
        #expect(texts.first?.contains("Meanwhile: Orders are written on paper.") == true)
        let all = texts.joined()
        #expect(all.contains("\nLoaded in this drill.\n"))
        #expect(all.contains("\nshop is back: verified at "))
        #expect(all.contains("\nFinished at "))
        let told = try scene.run().told("managers")
        #expect(told.count == texts.count)
        #expect(told.allSatisfy { $0.problem == nil && $0.attempts == 1 })
        #expect(told.flatMap(\.about) == ["started", "service-down shop", "shop.tell", "recovered shop", "finished"])
        #expect(!String(decoding: try scene.run().journalBytes(), as: UTF8.self).contains(Webhook.token))
      }
    }
  }

  @Test func `with every channel broken a drill takes as long as ever, and passes`() async throws {
    try await Scene.play { scene in
      try await Webhook.play(in: scene) { hook in
        try scene.write("tell", "#!/bin/sh\nsleep 600\n", executable: true)
        try scene.write("bin/sendmail", "#!/bin/sh\nexit 75\n", executable: true)
        try scene.site(
          """
          channels:
            hung: { webhook: { env: HOOK } }
            deaf: { webhook: { env: NOT_SET } }
            mail: { email: ruth@example.org }
            wall: { command: [./tell] }
          updates: { every: 1s, spacing: 1s }
          """)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let end = try await scene.drill(
          Scene.recovery("2", more: "  - { id: tell, notify: { channel: hung, message: hello } }"),
          environment: ["HOOK": hook.address("hang"), "PATH": "\(scene.path("bin")):\(path)"])
        #expect(end.exit == 0, "\(end)")
        let journal = try scene.run().journal()
        let over = try #require(journal.first { $0.entry == "run-finished" })
        let opened = try #require(journal.first)
        #expect(try Self.uptime(over) - Self.uptime(opened) < 4, "the run waited for its messages")
        for channel in ["hung", "deaf", "mail", "wall"] {
          let told = try scene.run().told(channel)
          #expect(!told.isEmpty && told.allSatisfy { $0.problem != nil }, "\(channel): \(told)")
          #expect(told.contains { $0.about.contains("finished") }, "\(channel): \(told)")
        }
        #expect(try scene.run().told("deaf").first?.problem?.contains("NOT_SET, which is not set here") == true)
        #expect(!String(decoding: try scene.run().journalBytes(), as: UTF8.self).contains(Webhook.token))
        #expect(end.err.contains("WARNING: wall was not told how the run ended"))
        #expect(try await scene.halfhour("report", "last").out.contains("not delivered"))
      }
    }
  }

  private static func uptime(_ line: JournalLine) throws -> Double {
    try #require((line.fields["up"] as? String).flatMap(Double.init))
  }

  @Test func `the last message carries the head of the line that ended the run, as its screen and report do`()
    async throws
  {
    try await Scene.play { scene in
      try scene.write("tell", "#!/bin/sh\ncat >>texts\n", executable: true)
      try scene.site("channels: { c: { command: [./tell] }, d: { command: [./tell] } }\nupdates: {}\n")
      let end = try await scene.drill(Scene.recovery("1"))
      #expect(end.exit == 0, "\(end)")
      let lines = try scene.run().journalBytes().split(separator: 0x0A)
      let last = try #require(lines.last { String(decoding: $0, as: UTF8.self).contains("\"entry\":\"run-finished\"") })
      let head = SHA256Digest(of: Array(last)).description
      let told = scene.lines("texts").filter { $0.hasPrefix("Journal ") }
      #expect(told == ["Journal \(head)", "Journal \(head)"])
      #expect(end.out.contains("Journal  \(head)"))
      #expect(lines.last != last, "the messages are told of behind the run's end")
    }
  }

  @Test(
    arguments: [
      ("trouble", 2, nil), ("busy", 2, nil), ("close", 2, nil), ("gone", 1, "the webhook answered 404"),
      ("away", 1, "the webhook answered 302; redirects are not followed"),
    ] as [(String, Int, String?)])
  func `a webhook's answer decides whether it is asked again`(
    kind: String, attempts: Int, problem: String?
  ) async throws {
    try await Scene.play { scene in
      try await Webhook.play(in: scene) { hook in
        try scene.site("channels: { c: { webhook: { env: HOOK } } }\nupdates: { on: started }\n")
        let end = try await scene.drill(Scene.recovery("1"), environment: ["HOOK": hook.address(kind)])
        #expect(end.exit == 0, "\(end)")
        let told = try scene.run().told()
        #expect(told.map(\.attempts) == [attempts])
        #expect(told.map(\.problem) == [problem])
        #expect(try hook.texts(kind).count == attempts)
        #expect(!hook.followed)
      }
    }
  }

  @Test(arguments: [SIGKILL, SIGTERM])
  func `nothing that a channel started outlives halfhour`(signal: Int32) async throws {
    try await Scene.play { scene in
      try scene.write("tell", "#!/bin/sh\necho $$ >>pids\nsleep 600 & echo $! >>pids\nsleep 600\n", executable: true)
      try scene.site("channels: { c: { command: [./tell] } }\nupdates: { on: started }\n")
      let program = try scene.startDrill(Scene.recovery("3"))
      try await scene.until("the channel's program runs") { scene.lines("pids").count == 2 }
      let pids = scene.lines("pids").compactMap { pid_t($0) }
      program.send(signal)
      _ = try await program.end()
      try await scene.until("they are gone") { pids.allSatisfy { Processes.arguments($0).isEmpty } }
      // The job goes on, and the run is taken up for it.
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 0, "\(end)")
    }
  }

  @Test func `a run that is taken up again repeats nothing`() async throws {
    try await Scene.play { scene in
      try scene.write("tell", "#!/bin/sh\necho \"$HALFHOUR_EVENT\" >>events\ncat >>texts\n", executable: true)
      try scene.site("channels: { c: { command: [./tell, all] } }\nupdates: {}\n")
      let program = try scene.startDrill(Scene.recovery("3"))
      try await scene.until("the start is told") { scene.journalText.contains("update-sent") }
      try await program.murder()
      let end = try await scene.halfhour("resume", "last")
      #expect(end.exit == 0, "\(end)")
      #expect(scene.lines("events") == ["started, service-down shop", "recovered shop, finished"])
    }
  }

  @Test func `where mail is what is down, the text is printed`() async throws {
    try await Scene.play { scene in
      try scene.site("people: { ruth: { roles: [sales], contact: \"ext. 204\" } }\n")
      let program = try scene.startDrill(Scene.recovery("4"))
      try await scene.until("the step runs") { scene.journalText.contains("step-started") }
      let said = try await scene.halfhour("watch", "last", "--say")
      #expect(said.exit == 0, "\(said)")
      #expect(said.out.hasPrefix("DRILL (this is an exercise): Corner shop\n"))
      #expect(said.out.contains("\n- shop: down for "))
      #expect(said.out.contains("\n- shop.load, for "))
      _ = try await program.end()
      #expect(try await scene.halfhour("watch", "last", "--say").out.contains("\nFinished at "))
    }
  }

  @Test func `a site's own template is used, and one that is wrong harms nobody`() async throws {
    try await Scene.play { scene in
      try scene.write("tell", "#!/bin/sh\ncat >>texts\n", executable: true)
      try scene.site("channels: { c: { command: [./tell] } }\nupdates: { on: finished }\n")
      try scene.write("templates/update.mustache", "{{heading}} AT OUR PLACE\n{{#news}}{{.}}\n{{/news}}")
      #expect(try await scene.drill(Scene.recovery("0")).exit == 0)
      #expect(scene.lines("texts").first == "DRILL (this is an exercise) AT OUR PLACE")
      try scene.write("templates/update.mustache", "{{nobody}}")
      let end = try await scene.drill(Scene.recovery("0"))
      #expect(end.exit == 0, "\(end)")
      let found = try await scene.halfhour("check", "shop.yaml")
      #expect(found.all.contains("templates/update.mustache:1:1: warning: people are told without this template: "))
      #expect(end.err.contains("WARNING: the site's template for updates is not used: "))
      #expect(scene.lines("texts").contains("DRILL (this is an exercise): Corner shop"))
    }
  }
}
