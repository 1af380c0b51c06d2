package io.abatis.demo;

import java.util.List;
import java.util.Map;

/** The lending library that the demo's API speaks of: made up, small, and immutable. */
final class Library {

    /**
     * One route of the API.
     *
     * @param name the last part of its path, such as {@code often1}
     * @param about what it is for, in one sentence
     * @param data what it answers, ready for JSON
     */
    record Route(String name, String about, Object data) {}

    record Book(int id, String title, String author, int year) {}

    record Copies(int book, String branch, int total, int available) {}

    record Loan(int book, String due, boolean renewable) {}

    record Event(String date, String title, int seats) {}

    record Fee(String date, String reason, int cents) {}

    record AuditEntry(String time, String actor, String action) {}

    private static final Book DUNE_WALKERS = new Book(101, "The Dune Walkers", "Mara Lindqvist", 1998);
    private static final Book SALT_ROADS = new Book(102, "Salt Roads of the North", "Edwin Achterberg", 2011);
    private static final Book GLASS_ORCHARD = new Book(103, "A Glass Orchard", "Ioana Petrescu", 2004);
    private static final Book CLOCKMAKER = new Book(104, "The Clockmaker's Ledger", "Tomás Vidal", 1987);
    private static final Book TIDE_TABLES = new Book(105, "Tide Tables for Beginners", "Ruth Okonjo", 2019);

    /** All routes, the often used first. */
    static final List<Route> ROUTES = List.of(
            new Route(
                    "often1",
                    "The catalogue, newest additions first.",
                    List.of(TIDE_TABLES, SALT_ROADS, GLASS_ORCHARD, DUNE_WALKERS, CLOCKMAKER)),
            new Route(
                    "often2",
                    "Suggestions while a reader types into the search box.",
                    List.of("salt roads", "salt marshes", "salted caramel baking")),
            new Route("often3", "One book in full.", DUNE_WALKERS),
            new Route(
                    "often4",
                    "Which branch has a copy on the shelf.",
                    List.of(new Copies(101, "Harbour Street", 3, 1), new Copies(101, "Old Mill", 2, 2))),
            new Route(
                    "often5",
                    "Today's opening hours.",
                    Map.of("Harbour Street", "09:00-19:00", "Old Mill", "10:00-17:00")),
            new Route(
                    "often6",
                    "The reader's own loans.",
                    List.of(new Loan(103, "2031-05-14", true), new Loan(104, "2031-05-21", false))),
            new Route("often7", "Notices on the start page.", List.of("Old Mill closes early on Friday.")),
            new Route("often8", "How many notes wait for the reader.", Map.of("unread", 2)),
            new Route("regularly1", "Loans that can be renewed.", List.of(new Loan(103, "2031-06-11", true))),
            new Route("regularly2", "The reader's wish list.", List.of(SALT_ROADS, CLOCKMAKER)),
            new Route(
                    "regularly3",
                    "Readings and courses this month.",
                    List.of(
                            new Event("2031-05-09", "Reading: Ruth Okonjo", 40),
                            new Event("2031-05-17", "Bookbinding for beginners", 12))),
            new Route("sometimes1", "Open fees.", List.of(new Fee("2031-04-02", "returned late", 150))),
            new Route(
                    "sometimes2",
                    "The reader's profile and settings.",
                    Map.of("reader", "R-20417", "language", "en", "newsletter", false)),
            new Route(
                    "rarely",
                    "Export of the audit trail, for the librarians.",
                    List.of(
                            new AuditEntry("2031-05-01T07:58:12Z", "librarian-3", "opened the till"),
                            new AuditEntry("2031-05-01T08:02:40Z", "librarian-1", "merged two reader records"))));

    private Library() {}
}
