import Probes
import Testing

@Suite struct DirectRouteTests {
  @Test func `a probe from here goes where it says`() async throws {
    #expect(try await DirectRoute().entrance(to: "db", 5432) == ProbeEntrance(host: "db", port: 5432))
  }
}
