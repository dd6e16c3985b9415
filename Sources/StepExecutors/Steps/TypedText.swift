package import RecoveryPlanning
internal import RunbookModel

/// What a person types for the record, which is for many eyes.
package enum TypedText {
  /// So long is waited for the command of a secret, because a person waits, too.
  private static let patience = Duration.seconds(3)

  /// The text without the plan's secrets; one that can't be had now can't be hidden, and stops nobody.
  package static func hidden(
    _ text: String, plan: Plan, base: String, environment: [String: String]
  ) async -> String {
    let store = SecretStore(base: base, environment: environment, patience: patience)
    var secrets: [NamedValue] = []
    for runbook in plan.runbooks {
      let folder = PathText.folder(of: PathText.resolve(runbook.path, in: base))
      for secret in runbook.secrets {
        guard case .success(let value) = await result(of: secret, store, folder) else { continue }
        secrets += AttemptValues.hidden(secret.name.text, value)
      }
    }
    return SecretRedactor(secrets).redacted(text)
  }

  private static func result(
    of secret: Secret, _ store: SecretStore, _ folder: String
  ) async -> Result<String, StepProblem> {
    do throws(StepProblem) { return .success(try await store.value(of: secret, folder: folder)) } catch {
      return .failure(error)
    }
  }
}
