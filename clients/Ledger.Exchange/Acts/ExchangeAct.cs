namespace Ledger.Exchange;

/// <summary>One registered act as a message tells it: its right row and what belongs to it.</summary>
public sealed record ExchangeAct
{
    // What vendors and shapes write differently for one and the same act.
    private static readonly HashSet<string> Beside = new(StringComparer.Ordinal)
    {
        "YSDM", "BSM", "SXH", "FJ", "BZ", "DJYY", "QXDM", "SCYWH", "SSYWH", "DBR", "DJJG", "QSZT", "QLLX",
    };

    /// <summary>The message.</summary>
    public required CheckedMessage Message { get; init; }

    /// <summary>The right row that decides what it is.</summary>
    public required ExchangeRow Row { get; init; }

    /// <summary>What it is.</summary>
    public required ExchangeActKind Kind { get; init; }

    /// <summary>The unit, 28 characters.</summary>
    public required string Unit { get; init; }

    /// <summary>Business number of the act itself: of an end that of the ending, not of the row.</summary>
    public required string BusinessNumber { get; init; }

    /// <summary>Certificate or proof numbers, canonical.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>Business number of the act that this one follows or ends; null when none is named.</summary>
    public string? Predecessor { get; init; }

    /// <summary>Recorded, ms since the epoch; 0 when it is not known.</summary>
    public ulong RecordedAt { get; init; }

    /// <summary>Accepted, ms since the epoch; 0 when it is not known.</summary>
    public ulong AcceptedAt { get; init; }

    /// <summary>Its holders, by SXH and then the order of the file.</summary>
    public IReadOnlyList<ExchangeRow> Holders { get; init; } = [];

    /// <summary>
    /// What it is the same act by, whatever message reports it: business number, unit, table, certificate or proof. An end has the
    /// business number of the ending.
    /// </summary>
    public string Identity => string.Join(
        '|', BusinessNumber, Unit, Kind == ExchangeActKind.End ? "END" : Row.Table.Name,
        Kind == ExchangeActKind.End ? "" : string.Join(',', Numbers.Order(StringComparer.Ordinal)));

    /// <summary>Whether two business numbers are one: some tables keep the last 20 characters only.</summary>
    public static bool SameNumber(string? left, string? right)
        => left is not null && right is not null
            && (left == right || (Math.Min(left.Length, right.Length) == 20
                && (left.EndsWith(right, StringComparison.Ordinal) || right.EndsWith(left, StringComparison.Ordinal))));

    /// <summary>The business number without what tells the units of one acceptance apart (-n, _n).</summary>
    public static string BaseNumber(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var at = number.AsSpan().LastIndexOfAny('-', '_');
        return at > 0 && at + 1 < number.Length && !number.AsSpan(at + 1).ContainsAnyExceptInRange('0', '9') ? number[..at] : number;
    }

    /// <summary>
    /// Whether another report says the same of the act: every value that both state is one. The two shapes state different ones.
    /// </summary>
    /// <param name="other">The same act by identity.</param>
    /// <param name="differs">Columns of the right row and of the holders that differ.</param>
    public bool Agrees(ExchangeAct other, out IReadOnlyList<string> differs)
    {
        ArgumentNullException.ThrowIfNull(other);
        var found = Differences(Row, other.Row).ToList();
        if (Holders.Count != other.Holders.Count && Holders.Count > 0 && other.Holders.Count > 0)
            found.Add("ZTT_GY_QLR");
        foreach (var (left, right) in Holders.Zip(other.Holders))
            found.AddRange(Differences(left, right).Select(static attribute => "ZTT_GY_QLR " + attribute));
        differs = [.. found.Distinct(StringComparer.Ordinal)];
        return differs.Count == 0;
    }

    private static IEnumerable<string> Differences(ExchangeRow left, ExchangeRow right)
    {
        if (left.Table != right.Table)
            yield break;
        foreach (var (attribute, value) in left.Values)
        {
            if (!Beside.Contains(attribute) && right[attribute] is { } other && !Same(attribute, value, other))
                yield return attribute;
        }
    }

    private static bool Same(string attribute, string left, string right) => left == right || ExchangeSchema.KindOf(attribute) switch
    {
        ValueKind.Certificates => CertificateNumbers.Split(left).ToHashSet(StringComparer.Ordinal).SetEquals(CertificateNumbers.Split(right)),
        ValueKind.Money or ValueKind.Area or ValueKind.Decimal or ValueKind.Yuan =>
            decimal.TryParse(left, System.Globalization.CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(right, System.Globalization.CultureInfo.InvariantCulture, out var b) && a == b,
        ValueKind.Instant => ExchangeValues.TryInstant(left, out var a) && ExchangeValues.TryInstant(right, out var b) && a == b,
        ValueKind.Day => ExchangeValues.TryDay(left, out var a) && ExchangeValues.TryDay(right, out var b) && a == b,
        _ => false,
    };
}
