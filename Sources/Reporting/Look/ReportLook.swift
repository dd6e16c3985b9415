internal import RunCore
package import RunbookModel

/// The site's own words, dates, picture and templates for its reports.
package struct ReportLook: Sendable {
  package struct Logo: Hashable, Sendable {
    /// Such as `image/png`.
    package var mediaType: String
    package var bytes: [UInt8]

    package init(mediaType: String, bytes: [UInt8]) {
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  package var say: Phrasebook
  package var language: ReportSettings.Language
  package var dates: ReportSettings.DateStyle
  package var logo: Logo?
  package var colour: String?
  /// Names of sections that are left out.
  package var omit: Set<String>
  package var templates: ReportTemplates
  /// What of the site's own could not be used, and where; ours stands in its place.
  package var faults: [Diagnostic]
  /// Why the logo could not be used; no report is refused for a picture.
  package var logoFault: Diagnostic?

  package init(
    say: Phrasebook = .english, language: ReportSettings.Language = .english,
    dates: ReportSettings.DateStyle = .iso, logo: Logo? = nil, colour: String? = nil, omit: Set<String> = [],
    templates: ReportTemplates = .builtIn, faults: [Diagnostic] = [], logoFault: Diagnostic? = nil
  ) {
    self.say = say
    self.language = language
    self.dates = dates
    self.logo = logo
    self.colour = colour
    self.omit = omit
    self.templates = templates
    self.faults = faults
    self.logoFault = logoFault
  }

  package static let standard = ReportLook()
}

extension ReportLook {
  /// Such as `2026-11-21`.
  func day(_ time: WallTime) -> String { day(String(time.text(fractionDigits: 0).prefix(10))) }

  /// A day that is given as `2026-11-21`; anything else stays as it is.
  func day(_ text: String) -> String {
    let parts = text.split(separator: "-")
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 else { return text }
    switch dates {
    case .iso: return text
    case .points: return "\(parts[2]).\(parts[1]).\(parts[0])"
    case .slashes: return "\(parts[2])/\(parts[1])/\(parts[0])"
    case .monthFirst: return "\(parts[1])/\(parts[2])/\(parts[0])"
    }
  }

  /// Day, time and offset, such as `2026-11-21 03:04:05 +00:00`.
  func time(_ time: WallTime) -> String {
    let text = time.text(fractionDigits: 0)
    return "\(day(time)) \(text.dropFirst(11).prefix(8)) \(text.dropFirst(19))"
  }
}
