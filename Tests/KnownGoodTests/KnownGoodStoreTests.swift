import KnownGood
import RunbookModel
import Testing

@Suite struct KnownGoodStoreTests {
  @Test func `an answer stands under its service, else under its runbook`() {
    #expect(KnownGoodStore.path(of: "a", service: "web", runbook: "rebuild") == "known-good/web/a.txt")
    #expect(KnownGoodStore.path(of: "a", service: nil, runbook: "rebuild") == "known-good/rebuild/a.txt")
  }
}
