using System.Globalization;
using Ledger.Departments.Writing;

namespace Ledger.Departments.Recovery;

/// <summary>Envelopes of this department on the ledger without a record: how many, and the first of them.</summary>
public sealed class MissingRecords
{
    /// <summary>Envelopes that are named one by one; the others are counted.</summary>
    public const int Named = 20;

    private readonly List<RecordFinding> _first = [];
    private readonly SortedSet<ulong> _places = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them, at most <see cref="Named"/>.</summary>
    public IReadOnlyList<RecordFinding> First => _first;

    /// <summary>All of them in one line, in Chinese.</summary>
    public string Chinese => string.Create(
        CultureInfo.InvariantCulture, $"记录库缺少本部门已上账本的 {Count} 个信封，序号 {Numbers("、")}，位于第 {_places.Min} 至 {_places.Max} 条。");

    /// <summary>All of them in one line, in English.</summary>
    public string English => string.Create(
        CultureInfo.InvariantCulture, $"The record store lacks {Count} envelope(s) of this department that are on the ledger: numbers {Numbers(", ")}, entries {_places.Min} to {_places.Max}.");

    internal void Add(OwnEnvelope envelope)
    {
        Count++;
        if (_first.Count < Named)
        {
            _first.Add(envelope.ToFinding());
        }

        _places.Add(envelope.Index);
        if (_places.Count > 2)
        {
            // Only the ends are told.
            _places.Remove(_places.ElementAt(1));
        }
    }

    private string Numbers(string between)
        => string.Join(between, _first.Select(finding => finding.RecordId)) + (Count > _first.Count ? string.Create(CultureInfo.InvariantCulture, $"{between}… (+{Count - _first.Count})") : "");
}
