import Foundation
import Testing

/// Runs on a real terminal.
struct TerminalTests {
  @Test(.timeLimit(.minutes(1)))
  func `a drill on a terminal is one screen, and leaves the terminal as it was`() async throws {
    try await Scene.play { scene in
      try scene.write(
        "shop.yaml",
        """
        runbook: shop
        service: shop
        verify:
          - { id: see, run: "sleep 1", expect: { exit: 0 }, seen_red: { skip: no data } }
        """)
      try await TestTerminal.open(scene) { terminal in
        try await terminal.enter("halfhour drill shop.yaml; echo ended with $?")
        try await terminal.until("RUNNING")
        let last = try await terminal.until("ended with 0")
        #expect(last.contains("The drill PASSED"), "\(last)")
      }
    }
  }
}
