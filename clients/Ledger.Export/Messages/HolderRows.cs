using Ledger.V1;

namespace Ledger.Export;

/// <summary>The rows of those who hold a right.</summary>
internal static class HolderRows
{
    private const uint CitizenCard = 1;
    private const uint CreditCode = 8;

    /// <summary>Adds a row for each holder, in order; the first on a certificate holds the paper.</summary>
    public static void Add(MessageDraft draft, IEnumerable<BookOwner> holders, CoOwnership together, bool holdsPaper = true)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var place = 0;
        foreach (var holder in holders)
        {
            var party = holder.Party;
            draft.Add(
                "ZTT_GY_QLR",
                ("BDCDYH", draft.Book.Unit),
                ("SXH", $"{++place}"),
                ("QLRMC", NameOf(draft, party)),
                ("BDCQZH", holder.Certificate),
                ("SFCZR", holdsPaper && holder.Certificate.Length > 0 && seen.Add(holder.Certificate) ? "1" : "0"),
                ("ZJZL", TypeOf(party)),
                ("ZJH", party.DocumentNumber),
                ("GJ", party.DocumentType is CitizenCard or CreditCode ? "142" : null),
                ("XB", SexOf(party)),
                ("QLRLX", KindOf(party)),
                ("QLBL", holder.Share.Length > 0 ? holder.Share : together == CoOwnership.Single && place == 1 ? "100%" : null),
                ("GYFS", $"{(int)together}"),
                ("YWH", draft.BusinessNumber),
                ("QLLX", draft.RightType),
                ("QSZT", "1"),
                ("DJSJ", draft.At));
        }
    }

    /// <summary>The name that the request gives, else the one that the profile has for the organisation.</summary>
    public static string? NameOf(MessageDraft draft, PartyInput party)
        => party.Name.Length > 0 ? party.Name : draft.OrganisationName(party.DocumentNumber);

    /// <summary>Names joined; null where one is not known.</summary>
    public static string? Names(MessageDraft draft, IEnumerable<PartyInput> parties)
    {
        var names = parties.Select(party => NameOf(draft, party)).ToList();
        return names.Count == 0 || names.Contains(null) ? null : string.Join(',', names.Distinct(StringComparer.Ordinal));
    }

    /// <summary>A.30; null where it is not stated.</summary>
    public static string? TypeOf(PartyInput party) => party.DocumentType == 0 ? null : $"{party.DocumentType}";

    // A.36 by the first characters of the credit code: who registered it (9 market, 11 organ of the state, 12 public institution).
    private static string? KindOf(PartyInput party) => party switch
    {
        { DocumentType: CreditCode or 6 or 7, DocumentNumber: var code } => code.StartsWith("11", StringComparison.Ordinal) ? "4"
            : code.StartsWith("12", StringComparison.Ordinal) ? "3"
            : code.StartsWith('9') ? "2" : "99",
        { DocumentType: > 0 and < 6 } => "1",
        _ => null,
    };

    // A.43: the number of a citizen's card says it.
    private static string? SexOf(PartyInput party) => party switch
    {
        { DocumentType: CreditCode or 6 or 7 } => "3",
        { DocumentType: CitizenCard, DocumentNumber: { Length: 18 } number } when char.IsAsciiDigit(number[16]) => (number[16] - '0') % 2 == 1 ? "1" : "2",
        _ => null,
    };
}
