using Ledger.Exchange;

namespace Ledger.Export;

/// <summary>Unit and title as messages tell them: cadastre rows, holders, the right row.</summary>
internal static class TitleRows
{
    private const string InForce = "1";

    /// <summary>Kind of act for a unit, as record types name it.</summary>
    public static string KindOf(UnitBook book) => book.IsParcel ? "land" : "house";

    /// <summary>A draft of an act on the title, with all rows of the unit as it is after the act.</summary>
    public static MessageDraft Draft(
        ActTelling telling, UnitBook book, string businessNumber, int regType, string? reason = null, string? note = null)
    {
        var draft = telling.Draft(book, businessNumber, KindOf(book), regType);
        HolderRows.Add(draft, book.Owners, book.CoOwnership);
        Cadastre(draft);
        Title(draft, reason, note);
        draft.Certificates = book.Certificates;
        draft.UnitsBefore = [book.Unit];
        draft.Applicants = ([.. book.Owners.Select(static owner => owner.Party)], []);
        return draft;
    }

    private static void Title(MessageDraft draft, string? reason, string? note)
    {
        var book = draft.Book;
        var numbers = CertificateNumbers.Join(book.Certificates);
        if (book.IsParcel)
        {
            var land = draft.Right(
                "QLF_QL_JSYDSYQ", ("ZDDM", book.Unit[..19]), ("QLLX", draft.RightType), ("DJYY", reason), ("SYQMJ", MessageDraft.Square(book.Area.Whole)),
                ("SYQJSSJ", draft.LastDay(book.LandTermEnd)), ("YT", Code(book.Use)), ("BDCQZH", numbers), ("FJ", note));
            if (book.PriceFen > 0)
                draft.SetMoney(land, "QDJG", book.PriceFen);
            return;
        }

        var row = draft.Right(
            "QLT_FW_FDCQ_YZ",
            ("QLLX", draft.RightType),
            ("DJYY", reason),
            ("TDSYQR", HolderRows.Names(draft, book.Owners.Select(static owner => owner.Party))),
            ("TDSYJSSJ", draft.LastDay(book.LandTermEnd)),
            ("GHYT", Code(book.Use)),
            ("FWXZ", HouseNature(book)),
            ("SZC", Code(book.Floors.Floor)),
            ("ZCS", Code(book.Floors.Total)),
            ("JZMJ", MessageDraft.Square(book.Area.Whole)),
            ("ZYJZMJ", MessageDraft.Square(book.Area.Inner)),
            ("FTJZMJ", MessageDraft.Square(book.Area.Shared)),
            ("JGSJ", book.Completion == 0 ? null : Facts.Day.FromNumber(book.Completion).ToString()),
            ("BDCQZH", numbers),
            ("FJ", note));
        draft.SetMoney(row, "FDCJYJG", book.PriceFen);
        draft.Set(row, "JEDW", "2");
    }

    /// <summary>Parcel or building, floor and flat, as far as code and title tell of them.</summary>
    private static void Cadastre(MessageDraft draft)
    {
        var (book, unit) = (draft.Book, draft.Book.Unit);
        if (book.IsParcel)
        {
            draft.Add(
                "KTT_ZDJBXX",
                ("ZDDM", unit[..19]), ("BDCDYH", unit), ("ZDTZM", unit[12..14]), ("ZDMJ", MessageDraft.Square(book.Area.Whole)), ("MJDW", "1"),
                ("YT", Code(book.Use)), ("QLLX", draft.RightType), ("QLXZ", Code(book.Nature.Land)), ("ZT", InForce));
            return;
        }

        var building = unit[..24];
        draft.Add(
            "KTT_FW_ZRZ",
            ("BDCDYH", building + "0000"), ("ZDDM", unit[..19]), ("ZRZH", building), ("ZCS", Code(book.Floors.Total)), ("GHYT", Code(book.Use)),
            ("ZT", InForce));
        draft.Add("KTT_FW_LJZ", ("ZRZH", building));
        draft.Add("KTT_FW_C", ("ZRZH", building), ("SJC", Code(book.Floors.Floor)));
        draft.Add(
            "KTT_FW_H",
            ("BDCDYH", unit), ("ZRZH", building), ("MJDW", "1"), ("SJCS", Code(book.Floors.Floor)), ("FWYT1", Code(book.Use)),
            ("SCJZMJ", MessageDraft.Square(book.Area.Whole)), ("SCTNJZMJ", MessageDraft.Square(book.Area.Inner)),
            ("SCFTJZMJ", MessageDraft.Square(book.Area.Shared)), ("FWXZ", HouseNature(book)), ("ZT", InForce));
    }

    private static string? Code(uint code) => code == 0 ? null : $"{code}";

    // The ledger keeps the code and one, so that code 0 can be told from none.
    private static string? HouseNature(UnitBook book) => book.Nature.House == 0 ? null : $"{book.Nature.House - 1}";
}
