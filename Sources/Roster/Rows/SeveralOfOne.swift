/// The columns that may have several values per person, by their names in exports.
///
/// A course list has one row for each course of a person; the rows still belong to one account.  Any other column is
/// assumed to describe the person: if it differs, the rows may belong to two people.
enum SeveralOfOne {
    private static let names: Set<String> = [
        "course", "courses", "courseid", "coursecode", "coursename", "coursetitle", "coursenumber", "class",
        "classes",
        "classid", "classname", "section", "sections", "sectionid", "sectionname", "group", "groups", "groupid",
        "groupname",
        "team", "teams", "module", "modules", "subject", "subjects", "term", "termid", "semester", "cohort",
        "cohorts",
        "cohortid", "batch", "project", "projects", "space", "spaces", "role", "roles", "shortname", "enrolment",
        "enrollment",
        "enrolmentid",
        "enrollmentid", "enroldate", "enrolldate", "enrolmentdate", "enrollmentdate", "enrolperiod", "enroltimestart",
        "kurs", "kurse", "klasse", "gruppe", "fach", "modul",
        // Row numbers.
        "no", "nr", "row", "rownumber", "line", "lfdnr", "index",
        "period", "lesson", "lessons", "teacher", "teachers", "license", "licence", "licenses", "permission",
        "permissions", "siscourseid", "sissectionid", "coursestartdate", "courseenddate", "lastlogin", "grade",
        "room", "rooms", "crn", "credits", "credit", "dateenrolled", "enrolledat", "enrolledon",
        "lastaccess", "lastaccessed", "enrolmentstatus", "enrollmentstatus", "enrolstatus", "points", "score", "seat",
        "day", "time",
        "instructor", "lecturer", "campus", "building", "timeend", "timestart",
        "mark",
    ]

    /// Returns whether a column may differ between rows of one account.  Exports number such columns: `course1`.
    static func isColumn(_ header: String) -> Bool {
        var name = Substring(normalizedHeader(header))
        if names.contains(String(name)) || stripped(header) == "#" { return true }
        while let last = name.last, last.isNumber { name.removeLast() }
        return names.contains(String(name))
    }
}
