using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>
/// A message in the making: one act on one unit. What no record tells becomes the filler that the province agreed on and is listed;
/// nothing is invented.
/// </summary>
internal sealed class MessageDraft
{
    private static readonly Wording NotRecorded = new("登记记录未载明", "no record of the registry tells it");
    private static readonly Wording Rounded = new("报文以万元、四位小数计，角分舍入为元", "messages write whole yuan: jiao and fen were rounded");

    /// <summary>Fields of documents that tell a unit's location: typed at the counter, or kept by an import.</summary>
    private static readonly string[] Locations = ["zl", "address", "location", "registry.address"];

    private static readonly Dictionary<string, string[]> OtherNames = new(StringComparer.Ordinal)
    {
        ["ZL"] = Locations,
        ["FDZL"] = Locations,
        ["BDCZL"] = Locations,
        ["XYDZL"] = Locations,
        ["DJYY"] = ["reason", "registry.reason"],
        ["FJ"] = ["note", "registry.note"],
    };

    private readonly ProvinceProfile profile;
    private readonly List<MessageGap> gaps = [];

    /// <param name="profile">The province's profile.</param>
    /// <param name="act">The act.</param>
    /// <param name="book">The unit as it is after the act.</param>
    /// <param name="businessNumber">The unit's number of the act.</param>
    /// <param name="kind">Kind of act as the profile's record types name it.</param>
    /// <param name="regType">A.21.</param>
    public MessageDraft(ProvinceProfile profile, BookAct act, UnitBook book, string businessNumber, string kind, int regType)
    {
        (this.profile, Act, Book, BusinessNumber, RegType) = (profile, act, book, businessNumber, regType);
        Type = profile.RecordTypes.GetValueOrDefault(kind, "").Replace('x', Digit(regType));
        RightType = kind is "land" or "house" or "common" or "titleEnd" ? $"{book.RightType}" : profile.RightTypes.GetValueOrDefault(kind, "99");
    }

    /// <summary>The act.</summary>
    public BookAct Act { get; }

    /// <summary>The unit.</summary>
    public UnitBook Book { get; }

    /// <summary>The act's number for the unit (YWH).</summary>
    public string BusinessNumber { get; }

    /// <summary>A.21.</summary>
    public int RegType { get; }

    /// <summary>Record type, seven digits.</summary>
    public string Type { get; }

    /// <summary>RightType of the head.</summary>
    public string RightType { get; set; }

    /// <summary>Units before.</summary>
    public IReadOnlyList<string> UnitsBefore { get; set; } = [];

    /// <summary>Certificates or proofs before.</summary>
    public IReadOnlyList<string> CertificatesBefore { get; set; } = [];

    /// <summary>Certificates of title that the act issued.</summary>
    public IReadOnlyList<string> Certificates { get; set; } = [];

    /// <summary>Proofs that the act issued.</summary>
    public IReadOnlyList<string> Proofs { get; set; } = [];

    /// <summary>Who receives, and who gives: the applicants.</summary>
    public (IReadOnlyList<PartyInput> Receivers, IReadOnlyList<PartyInput> Givers) Applicants { get; set; } = ([], []);

    /// <summary>The message.</summary>
    public ExchangeMessage Message { get; } = new();

    /// <summary>What no record tells.</summary>
    public IReadOnlyList<MessageGap> Gaps => gaps;

    /// <summary>Whether tables have the newer shape.</summary>
    public bool IsNewer => profile.NewerNames;

    /// <summary>County.</summary>
    public string Area => Book.Unit[..6];

    /// <summary>Instant of the act as messages write it.</summary>
    public string At => Instant(Act.RecordedMs);

    /// <summary>Name of the registry; null where the profile has none.</summary>
    public string? Organ => profile.Organs.GetValueOrDefault(Area);

    /// <summary>Location of the unit as some record tells it.</summary>
    public string? Location => Text(Book.Texts, Locations);

    /// <summary>An instant as attributes write it.</summary>
    public string Instant(ulong milliseconds) => ExchangeValues.Instant(milliseconds, profile.InstantsWithOffset);

    /// <summary>A day of the ledger as attributes write it; null for none.</summary>
    public string? Day(uint number) => number == 0 ? null : ExchangeValues.Day(Facts.Day.FromNumber(number), profile.InstantsWithOffset);

    /// <summary>The last day of a term that the ledger knows by the day after; null for none.</summary>
    public string? LastDay(uint after) => after == 0 ? null : ExchangeValues.Day(Facts.Day.FromNumber(after).AddDays(-1), profile.InstantsWithOffset);

    /// <summary>An area; null where it is not stated.</summary>
    public static string? Square(ulong hundredths) => hundredths == 0 ? null : ExchangeValues.Square(Facts.Area.FromHundredths(hundredths));

    /// <summary>Name of an organisation by its credit code; null where nobody told it.</summary>
    public string? OrganisationName(string creditCode) => profile.Organisations.GetValueOrDefault(creditCode);

    /// <summary>Adds a row; null values are left out, and columns of the other shape.</summary>
    public ExchangeRow Add(string table, params ReadOnlySpan<(string Attribute, string? Value)> values)
    {
        var row = Message.Add(table);
        Set(row, "YSDM", row.Table.ElementCode);
        Set(row, "QXDM", Area);
        foreach (var (attribute, value) in values)
            Set(row, attribute, value);
        return row;
    }

    /// <summary>Sets a column that the table and the shape have.</summary>
    public void Set(ExchangeRow row, string attribute, string? value)
    {
        if (!string.IsNullOrEmpty(value) && row.Table.Has(attribute) && Columns.IsOf(IsNewer, row.Table.Name, attribute))
            row[attribute] = value;
    }

    /// <summary>An amount in 万元; rounding is listed.</summary>
    public void SetMoney(ExchangeRow row, string attribute, ulong fen)
    {
        Set(row, attribute, ExchangeValues.WanYuan(Money.FromFen(fen), out var isExact));
        if (!isExact && row[attribute] is { } written)
            gaps.Add(new(row.Table.Name, PlaceOf(row), attribute, written, Rounded));
    }

    /// <summary>Head and common columns of the act's right row.</summary>
    public ExchangeRow Right(string table, params ReadOnlySpan<(string Attribute, string? Value)> values)
    {
        var row = Add(table, ("BDCDYH", Book.Unit), ("YWH", BusinessNumber), ("DJLX", $"{RegType}"), ("DJSJ", At), ("QSZT", "1"));
        Tail(row);
        foreach (var (attribute, value) in values)
            Set(row, attribute, value);
        return row;
    }

    /// <summary>Organ and recorder.</summary>
    public void Tail(ExchangeRow row)
    {
        Set(row, "DJJG", Organ);
        Set(row, "DBR", Act.NameOf(Act.Recording?.Recorder));
    }

    /// <summary>The row by which a right was reported before, as it ends or goes on.</summary>
    public ExchangeRow Again(ExchangeRow before, params ReadOnlySpan<(string Attribute, string? Value)> values)
    {
        var row = before.Copy();
        foreach (var (attribute, value) in values)
            Set(row, attribute, value);
        Message.Rows.Add(row);
        return row;
    }

    /// <summary>Fills what the records tell in words, then what is required and untold, and writes the head.</summary>
    public void Complete()
    {
        foreach (var rows in Message.Rows.GroupBy(static row => row.Table))
        {
            var place = 0;
            foreach (var row in rows)
                Complete(row, ++place);
        }

        var head = Message.Head;
        head["ASID"] = "AS100";
        head["AreaCode"] = Area;
        head["RecType"] = Type;
        head["RightType"] = RightType;
        head["RegType"] = $"{RegType}";
        head["CreateDate"] = ExchangeValues.Instant(Act.RecordedMs);
        head["RecFlowID"] = BusinessNumber;
        head["RegOrgID"] = Organ ?? Area;
        head["ParcelID"] = Book.Unit[..19];
        head["EstateNum"] = Book.Unit;
        head["PreEstateNum"] = CertificateNumbers.Join(UnitsBefore);
        head["PreCertID"] = CertificateNumbers.Join(CertificatesBefore);
        head["CertCount"] = $"{Certificates.Distinct(StringComparer.Ordinal).Count()}";
        head["ProofCount"] = $"{Proofs.Distinct(StringComparer.Ordinal).Count()}";
    }

    private void Complete(ExchangeRow row, int place)
    {
        var table = row.Table;
        var isOfUnit = table.Role == TableRole.Cadastre;
        foreach (var attribute in table.Attributes.Where(attribute => row[attribute] is null && Columns.IsOf(IsNewer, table.Name, attribute)))
        {
            var exact = RowFields.NameOf(table, place, attribute);
            var told = Text(Act.Texts, exact) ?? (isOfUnit ? Text(Book.Texts, exact) : null);
            if (told is null && table.Role is TableRole.Right or TableRole.RightPart or TableRole.Cadastre)
                told = Text(Act.Texts, [attribute.ToLowerInvariant(), .. OtherNames.GetValueOrDefault(attribute, [])]);
            if (told is null && OtherNames.TryGetValue(attribute, out var names) && names == Locations)
                told = Location;
            if (told is not null)
            {
                row[attribute] = told;
            }
            else if (Columns.IsRequired(table.Name, attribute) && Filler(attribute) is { } filler)
            {
                row[attribute] = filler;
                gaps.Add(new(table.Name, place, attribute, filler, NotRecorded));
            }
        }
    }

    private int PlaceOf(ExchangeRow row) => Message.Rows.Where(other => other.Table == row.Table).ToList().IndexOf(row) + 1;

    private string? Filler(string attribute) => profile.WrittenFillers.GetValueOrDefault(attribute) ?? profile.WrittenFillers.GetValueOrDefault(
        ExchangeSchema.KindOf(attribute) switch
        {
            ValueKind.Money => "money",
            ValueKind.Area or ValueKind.Decimal or ValueKind.Yuan => "decimal",
            ValueKind.Integer => "integer",
            ValueKind.Instant => "instant",
            ValueKind.Day => "day",
            _ => "text",
        });

    private static char Digit(int regType) => (char)('0' + (regType / 100));

    private static string? Text(IReadOnlyDictionary<string, string> texts, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (texts.GetValueOrDefault(name) is { Length: > 0 } text)
                return text;
        }

        return null;
    }
}
