extension KilledRunbook {
  static let all = [everyKind, chain, wide, turns, incident]

  /// Steps of every kind that this version has.
  static let everyKind = KilledRunbook(
    name: "every kind",
    phases: #"""
      precheck:
        - { id: find, run: 'echo x >>log/find; echo where=here >>"$HALFHOUR_OUTPUT"', outputs: [where] }
      install:
        - { id: one, needs: [find], run: echo x >>log/one }
        - { id: two, needs: [find], run: echo x >>log/two; sleep 0.1 }
        - { id: slow, needs: [find], run: echo x >>log/slow; sleep 0.3; echo slept }
        - id: flaky
          needs: [find]
          run: echo x >>log/flaky; test "$(wc -l <log/flaky)" -ge 2
          retry: { attempts: 5, delay: 50ms }
          idempotent: true
        - { id: bring, needs: [one], copy: { from: site.yaml, to: brought } }
        - id: render
          needs: [bring]
          with: { where: "{{ steps.find.where }}" }
          template: { from: page, to: page.out }
      restore:
        - id: load
          with: { where: "{{ steps.find.where }}" }
          run: echo x >>log/load; echo "rows=7" >>"$HALFHOUR_OUTPUT"
          outputs: [rows]
        - { id: again, run: echo x >>log/again, skip_if: test -e log/again }
      verify:
        - id: there
          with: { rows: "{{ steps.load.rows }}" }
          run: echo x >>log/there; echo "$rows"
          expect: { equals: 7 }
          seen_red: { skip: tried elsewhere }
        - { id: polled, run: 'echo x >>log/polled; test "$(wc -l <log/polled)" -ge 3', within: 10s, every: 30ms, expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
      cleanup:
        - { id: tidy, run: echo x >>log/tidy, only: drill }
      """#,
    once: ["find", "one", "two", "slow", "load", "again", "tidy"],
    more: ["flaky": 2...2, "there": 1...1, "polled": 3...3],
    steps: 12, lasts: 400)

  /// Many short steps, one behind the other: most kills fall between the end of one and the start of the next.
  static let chain = KilledRunbook(
    name: "a chain of short steps",
    phases: "install:\n" + (1...40).map { "  - { id: s\($0), run: echo x >>log/s\($0) }\n" }.joined()
      + "verify:\n  - { id: see, run: echo x >>log/see, expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }\n",
    once: (1...40).map { "s\($0)" } + ["see"], steps: 41, lasts: 300)

  /// Sixteen at once, one long job among them, which prints all the time and in a shell of its own.
  static let wide = KilledRunbook(
    name: "many at once and a long one", site: "limits: { total: 16 }\n",
    phases: #"""
      install:
        - id: long
          needs: []
          timeout: 20s
          run: |
            echo x >>log/long
            i=0
            while [ "$i" -lt 30 ]; do i=$((i + 1)); echo "line $i"; sleep 0.02; done
            echo lines=$i >>"$HALFHOUR_OUTPUT"
          outputs: [lines]

      """#
        + (1...24).map { "  - { id: w\($0), needs: [], run: 'echo x >>log/w\($0); sleep 0.0\($0 % 10); echo done' }\n" }
        .joined()
          + #"""
          verify:
            - { id: see, with: { lines: "{{ steps.long.lines }}" }, run: echo "$lines", expect: { equals: 30 }, seen_red: { skip: tried elsewhere } }
          """#,
    once: (1...24).map { "w\($0)" } + ["long"], steps: 26, lasts: 500)

  /// What is tried again, asked again, decided by conditions, allowed to fail, and cleaned up.
  static let turns = KilledRunbook(
    name: "retries, conditions, a failure, cleanup",
    phases: #"""
      precheck:
        - { id: which, run: 'echo x >>log/which; echo kind=blue >>"$HALFHOUR_OUTPUT"', outputs: [kind] }
      install:
        - { id: blue, if: steps.which.kind == "blue", run: echo x >>log/blue }
        - { id: red, if: steps.which.kind == "red", run: echo x >>log/red }
        - id: undone
          needs: [which]
          run: echo x >>log/undone; test "$(wc -l <log/undone)" -ge 3
          retry: { attempts: 5, delay: 20ms, reset: echo x >>log/reset }
        - { id: fails, needs: [which], run: echo x >>log/fails; exit 3, on_failure: continue }
        - { id: behind, run: echo x >>log/behind; sleep 0.05 }
      restore:
        - id: many
          run: |
            echo x >>log/many
            { echo 'text<<END'; echo one; echo two; echo END; } >>"$HALFHOUR_OUTPUT"
          outputs: [text]
        - { id: bring, copy: { from: site.yaml, to: brought } }
        - { id: render, with: { where: "{{ steps.many.text }}" }, template: { from: page, to: page.out } }
      verify:
        - { id: polled, run: 'echo x >>log/polled; test "$(wc -l <log/polled)" -ge 4', within: 10s, every: 20ms, expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
        - { id: text, run: cat log/../page.out, expect: { contains: two }, seen_red: { skip: tried elsewhere } }
      cleanup:
        - { id: first, run: echo x >>log/first; sleep 0.05, only: drill }
        - { id: second, run: echo x >>log/second, only: drill }
      """#,
    once: ["which", "blue", "fails", "behind", "many", "first", "second"],
    more: ["undone": 3...3, "reset": 2...2, "polled": 4...4], outcomes: ["fails": "failed"], steps: 12, exit: 3,
    verdict: "passed with conditions", lasts: 400)

  /// A live recovery.
  static let incident = KilledRunbook(
    name: "an incident", isIncident: true,
    phases: #"""
      precheck:
        - { id: find, run: 'echo x >>log/find; echo where=here >>"$HALFHOUR_OUTPUT"', outputs: [where] }
      install:
        - { id: one, run: echo x >>log/one; sleep 0.05 }
        - { id: two, needs: [find], run: echo x >>log/two; sleep 0.2 }
      restore:
        - { id: load, run: echo x >>log/load; sleep 0.1 }
      verify:
        - { id: there, with: { where: "{{ steps.find.where }}" }, run: echo "$where", expect: { equals: here }, seen_red: { skip: tried elsewhere } }
      cutover:
        - { id: move, run: echo x >>log/move, only: incident }
        - { id: seen, run: echo x >>log/seen, only: incident, expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
      """#,
    once: ["find", "one", "two", "load", "move", "seen"], steps: 7, exit: 3,
    verdict: "passed with conditions", lasts: 300)
}

extension KilledRunbook {
  /// One of each in few steps, so that a kill before every system call of a kind takes little time.
  static let small = KilledRunbook(
    name: "small",
    phases: #"""
      install:
        - { id: one, run: 'echo x >>log/one; echo where=here >>"$HALFHOUR_OUTPUT"', outputs: [where] }
        - { id: two, needs: [], run: echo x >>log/two; sleep 0.03 }
        - { id: render, with: { where: "{{ steps.one.where }}" }, template: { from: page, to: page.out } }
      verify:
        - { id: there, run: echo x >>log/there; echo 7, expect: { equals: 7 }, seen_red: { skip: tried elsewhere } }
      cleanup:
        - { id: tidy, run: echo x >>log/tidy, only: drill }
      """#,
    once: ["one", "two", "there", "tidy"], steps: 5, lasts: 100)

  /// A live recovery that takes little time.
  static let smallIncident = KilledRunbook(
    name: "a small incident", isIncident: true,
    phases: #"""
      install:
        - { id: one, run: 'echo x >>log/one; echo where=here >>"$HALFHOUR_OUTPUT"', outputs: [where] }
        - { id: two, needs: [], run: echo x >>log/two; sleep 0.05 }
      restore:
        - { id: load, run: echo x >>log/load, skip_if: test -e log/load }
      verify:
        - { id: there, with: { where: "{{ steps.one.where }}" }, run: echo "$where", expect: { equals: here }, seen_red: { skip: tried elsewhere } }
      cutover:
        - { id: move, run: echo x >>log/move, only: incident }
        - { id: seen, run: echo x >>log/seen, only: incident, expect: { exit: 0 }, seen_red: { skip: tried elsewhere } }
      """#,
    once: ["one", "two", "load", "move", "seen"], steps: 6, exit: 3, verdict: "passed with conditions", lasts: 150)
}
