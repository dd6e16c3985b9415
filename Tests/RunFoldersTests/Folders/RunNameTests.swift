import RunCore
import RunFolders
import Testing

/// What a run is called, and which names from elsewhere a path may be made of.
struct RunNameTests {
  @Test(arguments: ["shop", "a", "a-b_c9", String(repeating: "long", count: 30)])
  func `every name that is given here is well-formed`(runbook: String) {
    #expect(RunID(at: WallTime(nanoseconds: 1_789_977_600_417_000_000), runbook: runbook, chance: 11).isWellFormed)
  }

  @Test(arguments: [
    "", ".", "..", "../../x", ".import.x", "-rf", "20261121-045507.417-shop-7f3", "20261121-045507.417--7f3a",
    "20261121-045507.417-sh/p-7f3a", "20261121-045507.417-../..-7f3a", "20261121-045507.417-shop-7f3a/",
    "20261121-045507.417-shop-7f3A", "20261121-045507.417-sh\u{202e}op-7f3a", "20261121-045507.417-shop\n-7f3a",
    "20261121-045507-417-shop-7f3a", "x20261121-045507.417-shop-7f3a", "2026112a-045507.417-shop-7f3a",
    "20261121-045507.417-\(String(repeating: "x", count: 41))-7f3a", "20261121-045507.417-shöp-7f3a",
  ])
  func `any other is not`(name: String) { #expect(!RunID(name).isWellFormed) }
}
