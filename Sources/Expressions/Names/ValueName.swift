/// What a text or a condition can refer to; `description` gives it back as an author writes it.
package enum ValueName: Hashable, Sendable, Codable {
  /// `inputs.backups`
  case input(String)
  /// `secrets.app_password`
  case secret(String)
  /// `steps.load.dump` or `steps.database.load.dump`
  case output(step: StepReference, output: String)
  /// `steps.load.result`, in conditions only: `passed`, `failed`, `skipped`, `already-done`, `excluded` or `by-hand`.
  case result(step: StepReference)
  /// `decisions.which-way` or `decisions.database.which-way`, in conditions only: the option that was chosen.
  case decision(StepReference)
  /// `hosts.database.address`, without the user.
  case hostAddress(String)
  /// `run.mode`: `drill` or `incident`.
  case runMode
  /// `captured.token`, within an `http` step: what an earlier request of the step took from its answer.
  case captured(String)

  /// No output may be called so, because `steps.load.result` tells how the step ended.
  package static let reservedOutput = "result"

  /// How a step can have ended, as conditions see it.
  package static let results = ["passed", "failed", "skipped", "already-done", "excluded", "by-hand"]

  /// The step that must have ended before the value is known.
  package var step: StepReference? {
    switch self {
    case .output(let step, _), .result(let step), .decision(let step): step
    case .input, .secret, .hostAddress, .runMode, .captured: nil
    }
  }
}

extension ValueName: CustomStringConvertible {
  package var description: String {
    switch self {
    case .input(let name): "inputs.\(name)"
    case .secret(let name): "secrets.\(name)"
    case .output(let step, let output): "steps.\(step).\(output)"
    case .result(let step): "steps.\(step).\(Self.reservedOutput)"
    case .decision(let step): "decisions.\(step)"
    case .hostAddress(let name): "hosts.\(name).address"
    case .runMode: "run.mode"
    case .captured(let name): "captured.\(name)"
    }
  }
}
