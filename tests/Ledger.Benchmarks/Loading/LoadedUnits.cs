using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Benchmarks;

/// <summary>The acts that open any number of flats: a million a day, each day in a year of its own, so that no number is used twice.</summary>
internal sealed class LoadedUnits
{
    /// <summary>Most units that have numbers: what the parcels of a district hold beside those of the benchmark.</summary>
    public const int Limit = 20_000_000;

    private const int PerDay = CaseNumbers.Limit + 1;
    private const int FirstYear = 2024;

    private readonly Dictionary<int, OpeningPapers> days = [];

    /// <summary>Acts of registration that open units, one after the other.</summary>
    public IReadOnlyList<RegistrationAct> Acts(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(index => Day(index / PerDay).Batch(index % PerDay, 1)[0])];

    private OpeningPapers Day(int day)
    {
        lock (days)
        {
            if (!days.TryGetValue(day, out var papers))
                days[day] = papers = new OpeningPapers(Facts.Day.Of(FirstYear - day, 6, 1), 1 + ((day + 1) * CaseNumbers.Parcels));

            return papers;
        }
    }
}
