/// The columns that one person may have several of, by the names that exports give them.
///
/// A list of courses has a row for each course that somebody takes; the rows are about one account all the same.  Any other
/// column is taken to be about the person: where it differs, the rows may be about two people.
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
        // Numbers of the row itself.
        "no", "nr", "row", "rownumber", "line", "lfdnr", "index",
        "period", "lesson", "lessons", "teacher", "teachers", "license", "licence", "licenses", "permission",
        "permissions", "siscourseid", "sissectionid", "coursestartdate", "courseenddate", "lastlogin", "grade",
        "room", "rooms", "crn", "credits", "credit", "dateenrolled", "enrolledat", "enrolledon",
        "lastaccess", "lastaccessed", "enrolmentstatus", "enrollmentstatus", "enrolstatus", "points", "score", "seat",
        "day", "time",
        "instructor", "lecturer", "campus", "building", "timeend", "timestart",
        "mark",
    ]

    /// Whether the column of a header may differ between rows of one account.  Exports number them: `course1`.
    static func isColumn(_ header: String) -> Bool {
        var name = Substring(normalizedHeader(header))
        if names.contains(String(name)) || stripped(header) == "#" { return true }
        while let last = name.last, last.isNumber { name.removeLast() }
        return names.contains(String(name))
    }
}
