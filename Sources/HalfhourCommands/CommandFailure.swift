internal import ArgumentParser

/// Why a command could not do what it was asked; printed as one line, with exit status 2 unless it says otherwise.
struct CommandFailure: Error, CustomStringConvertible {
  var message: String
  var status: ExitCode

  init(_ message: String, status: ExitCode = ExitStatus.invalid) {
    self.message = message
    self.status = status
  }

  var description: String { message }
}

/// Runs a command's work and turns whatever goes wrong into one line on the error output and an exit status.
func reportingFailures(_ work: () async throws -> Void) async throws {
  do { try await work() } catch { throw reported(error) }
}

/// The same for a command that waits for nothing and stays on its thread.
func reportingFailuresInPlace(_ work: () throws -> Void) throws {
  do { try work() } catch { throw reported(error) }
}

/// The exit status for what went wrong, which has been told.
private func reported(_ error: any Error) -> ExitCode {
  if let exit = error as? ExitCode { return exit }
  guard let failure = error as? CommandFailure else {
    Output.error("halfhour: \(error)")
    return ExitStatus.invalid
  }
  Output.error("halfhour: \(failure.message)")
  return failure.status
}
