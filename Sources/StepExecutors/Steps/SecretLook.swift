package import RecoveryPlanning
package import RunbookModel

/// Looks whether secrets could be had now; what they are goes nowhere.
package struct SecretLook: Sendable {
  /// The folder from which the plan's paths are read.
  private let base: String
  private let environment: [String: String]

  package init(base: String, environment: [String: String]) {
    self.base = base
    self.environment = environment
  }

  /// Why each secret of a runbook could not be had, in the runbook's order; nil for those that could.
  package func problems(of runbook: PlannedRunbook) async -> [(secret: SecretName, problem: String?)] {
    let store = SecretStore(base: base, environment: environment)
    let folder = PathText.folder(of: PathText.resolve(runbook.path, in: base))
    var found: [(SecretName, String?)] = []
    for secret in runbook.secrets {
      do throws(StepProblem) {
        _ = try await store.value(of: secret, folder: folder)
        found.append((secret.name, nil))
      } catch {
        found.append((secret.name, error.message))
      }
    }
    return found
  }
}
