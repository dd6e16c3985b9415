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
  do {
    try await work()
  } catch let exit as ExitCode {
    throw exit
  } catch let failure as CommandFailure {
    Output.error("halfhour: \(failure.message)")
    throw failure.status
  } catch {
    Output.error("halfhour: \(error)")
    throw ExitStatus.invalid
  }
}
