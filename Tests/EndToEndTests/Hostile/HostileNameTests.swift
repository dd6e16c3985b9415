import Foundation
import Glibc
import Testing

/// Names of files that no author would choose.
struct HostileNameTests {
  static let names = [
    "-rf", "--help", "-", " ", "a\nb", "a\tb", "a\u{1B}[31mb", "\u{1}\u{7F}", "'\"`$(touch pwned)\\", "*?[a]", "{{x}}",
    "\u{202E}gpj\u{200B}",
    "e\u{301}", ".hidden", "...", "%00", "name=value", "<b>&amp;", String(repeating: "n", count: 250),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: names)
  func `a file, a folder and a link of any name are copied and rendered`(name: String) async throws {
    try await Scene.play { scene in
      try scene.write("from/\(name)/\(name)", "content\n")
      symlink(name, scene.path("from/\(name)/link"))
      try scene.write("page", "<{{name}}>\n")
      let end = try await scene.drill(
        """
        restore:
          - { id: tree, copy: { from: "from/{{ inputs.name }}", to: "{{ inputs.place }}/to-{{ inputs.name }}" } }
          - { id: page, with: { name: "{{ inputs.name }}" }, template: { from: page, to: "{{ inputs.place }}/p-{{ inputs.name }}" } }
        verify:
          - { id: there, run: 'cat "$place/to-$name/$name" && cat "$place/p-$name" >/dev/null', expect: { equals: content }, seen_red: { skip: tried elsewhere } }
        """, head: "inputs: { name: , place: }", "--input", "name=\(name)", "--input", "place=\(scene.folder)")
      #expect(end.exit == 0, "\(end)")
      #expect(try scene.read("to-\(name)/\(name)") == "content\n")
      #expect(try scene.read("p-\(name)") == "<\(name)>\n")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scene.path("to-\(name)/link")) == name)
      #expect(!scene.exists("pwned"))
      try await HostileValueTests.harmless(scene, end)
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["-rf.yaml", "a b.yaml", "$(touch pwned).yaml", "a\nb.yaml", "a\u{1B}[31mb.yaml", "ü'\".yaml"])
  func `a runbook of any name is run, and can be resumed`(name: String) async throws {
    try await Scene.play { scene in
      try scene.runbook(
        "install:\n  - { id: bad, run: 'test -e \(scene.folder)/go' }\nverify:\n  - { id: see, files: [page], run: cat page, expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }",
        file: name)
      try scene.write("page", "x\n")
      let waits = try await scene.start(["recover", "--yes", "./\(name)"]).end()
      #expect(waits.exit == 6, "\(waits)")
      try scene.write("go", "")
      let end = try await scene.halfhour("resume", "last", "--rerun", "bad")
      #expect(end.exit == 0 || end.exit == 3, "\(end)")
      #expect(!scene.exists("pwned"))
      try await HostileValueTests.harmless(scene, end)
    }
  }

  /// Names in a tree that are no text at all; a copy takes them as they are.
  @Test(.timeLimit(.minutes(1)))
  func `a tree with names that are no text is copied`() async throws {
    try await Scene.play { scene in
      try scene.runbook(
        """
        restore:
          - { id: tree, copy: { from: from, to: to } }
        verify:
          - { id: see, run: "cd \(scene.folder) && diff -r from to && ls -A to | wc -l", expect: { equals: "3" }, seen_red: { skip: tried elsewhere } }
        """)
      let end = try await scene.shell(
        #"mkdir from && echo a >from/"$(printf 'x\377y')" && echo b >from/"$(printf '\300\200')" && mkdir from/"$(printf '\355\240\200')" && exec "$0" drill shop.yaml"#
      ).end()
      #expect(end.exit == 0, "\(end)")
    }
  }
}
