/// How a site wants its reports to look (`report:` of `site.yaml`).
package struct ReportSettings: Hashable, Sendable, Decodable {
  /// The languages of which the program has words; a site's own words can stand in for others.
  package enum Language: String, Hashable, Sendable, Decodable, CaseIterable {
    case english = "en"
    case german = "de"
  }

  /// A day as it is written.
  package enum DateStyle: String, Hashable, Sendable, Decodable, CaseIterable {
    case iso = "YYYY-MM-DD"
    case points = "DD.MM.YYYY"
    case slashes = "DD/MM/YYYY"
    case monthFirst = "MM/DD/YYYY"
  }

  package var language: Language
  package var dates: DateStyle
  /// A PNG, JPEG or SVG file, the site's folder joined with what the author wrote.
  package var logo: String?
  /// `#rrggbb`, of headings and lines.
  package var colour: String?
  /// Sections of the page that are left out, by the names in `docs/reports.md`.
  package var omit: [String]

  package init(
    language: Language = .english, dates: DateStyle = .iso, logo: String? = nil, colour: String? = nil,
    omit: [String] = []
  ) {
    self.language = language
    self.dates = dates
    self.logo = logo
    self.colour = colour
    self.omit = omit
  }
}

extension ReportSettings: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("colour", ifAny: colour)
      json.member("dates", dates)
      json.member("language", language)
      json.member("logo", ifAny: logo)
      json.member("omit", omit)
    }
  }
}

extension ReportSettings.Language: JSONWritable {}
extension ReportSettings.DateStyle: JSONWritable {}
