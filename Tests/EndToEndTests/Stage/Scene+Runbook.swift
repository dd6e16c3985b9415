extension Scene {
  /// Writes the phases as the runbook of the service `shop`.
  func runbook(_ phases: String, head: String = "", file: String = "shop.yaml") throws {
    try write(file, "runbook: shop\nservice: shop\n\(head)\n\(phases)\n")
  }

  /// Runs a drill of the phases to its end.
  func drill(
    _ phases: String, head: String = "", _ arguments: String..., environment: [String: String] = [:]
  ) async throws -> Ended {
    try runbook(phases, head: head)
    return try await start(["drill", "shop.yaml"] + arguments, environment: environment).end()
  }

  /// Starts a drill of the phases.
  func startDrill(_ phases: String, head: String = "", environment: [String: String] = [:]) throws -> Program {
    try runbook(phases, head: head)
    return try start(["drill", "shop.yaml"], environment: environment)
  }
}
