using System.Globalization;

namespace Ledger.Departments;

/// <summary>Envelopes of this department on the ledger without a record: how many, and the first of them.</summary>
public sealed class MissingRecords
{
    /// <summary>Envelopes that are named one by one; the others are counted.</summary>
    public const int Named = 20;

    private readonly List<RecordFinding> first = [];
    private readonly SortedSet<ulong> places = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them, at most <see cref="Named"/>.</summary>
    public IReadOnlyList<RecordFinding> First => first;

    /// <summary>All of them in one line, in Chinese.</summary>
    public string Chinese => string.Create(
        CultureInfo.InvariantCulture, $"记录库缺少本部门已上账本的 {Count} 个信封，序号 {Numbers("、")}，位于第 {places.Min} 至 {places.Max} 条。");

    /// <summary>All of them in one line, in English.</summary>
    public string English => string.Create(
        CultureInfo.InvariantCulture,
        $"The record store lacks {Count} envelope(s) of this department that are on the ledger: numbers {Numbers(", ")}, entries {places.Min} to {places.Max}.");

    internal void Add(OwnEnvelope envelope)
    {
        Count++;
        if (first.Count < Named)
            first.Add(envelope.ToFinding());

        places.Add(envelope.Index);
        if (places.Count > 2)
        {
            // Only the ends are told.
            places.Remove(places.ElementAt(1));
        }
    }

    private string Numbers(string between)
        => string.Join(between, first.Select(finding => finding.RecordId))
            + (Count > first.Count ? string.Create(CultureInfo.InvariantCulture, $"{between}… (+{Count - first.Count})") : "");
}
