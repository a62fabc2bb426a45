using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// What the encumbrance pages of a unit and of every parcel it stands on say about liens at one instant (formats.md 9,
/// 10). A pure function of the pages: readers compute it again from the pages they verified and trust no words.
/// </summary>
public sealed class LienClaim
{
    private LienClaim(UnitCode unit, Day day) => (Unit, EvidenceDay) = (unit, day);

    /// <summary>The unit asked about.</summary>
    public UnitCode Unit { get; }

    /// <summary>The day of UTC+8 in which the evidence time lies.</summary>
    public Day EvidenceDay { get; }

    /// <summary>The answer.</summary>
    public LienOutcome Outcome { get; private init; }

    /// <summary>Units whose pages the answer rests on: the unit and its parcels.</summary>
    public IReadOnlyList<UnitCode> Covered { get; private init; } = [];

    /// <summary>Every encumbrance that counts, also when <see cref="Outcome"/> is <see cref="LienOutcome.Unproved"/>.</summary>
    public IReadOnlyList<Encumbrance> Encumbrances { get; private init; } = [];

    /// <summary>Kinds that all pages record; the answer covers these and no other.</summary>
    public IReadOnlyList<EncumbranceKind> Kinds { get; private init; } = [];

    /// <summary>The day since which all pages together are complete; null when one of them was never opened.</summary>
    public Day? CompleteSince { get; private init; }

    /// <summary>Since when each of <see cref="Kinds"/> is complete on all pages; empty when one of them was never opened.</summary>
    public IReadOnlyList<(EncumbranceKind Kind, Day Since)> Since { get; private init; } = [];

    /// <summary>Whether a page states per kind since when it is complete: then what it leaves out is unknown, not unrecorded.</summary>
    public bool IsPerKind { get; private init; }

    /// <summary>Units and parcels of which this ledger has no opened book.</summary>
    public IReadOnlyList<UnitCode> Unopened { get; private init; } = [];

    /// <summary>Units and parcels taken over from the old book, which nobody verified.</summary>
    public IReadOnlyList<UnitCode> Migrated { get; private init; } = [];

    /// <summary>Why the claim is <see cref="LienOutcome.Unproved"/>.</summary>
    public IReadOnlyList<Wording> Problems { get; private init; } = [];

    /// <summary>The answer in words, with everything that limits it.</summary>
    public Wording Text => LienWords.Of(this);

    /// <summary>
    /// The units whose encumbrance pages (or proofs of absence) a claim needs: the unit, the parcel derived from its code,
    /// and every parcel its page lists.
    /// </summary>
    /// <param name="unit">The unit asked about.</param>
    /// <param name="page">Its encumbrance page; null when absent.</param>
    public static IReadOnlyList<UnitCode> PagesNeeded(UnitCode unit, EncumbrancePage? page)
    {
        ArgumentNullException.ThrowIfNull(unit);
        List<UnitCode> needed = [unit];
        if (!unit.IsParcel)
            needed.Add(unit.ParcelUnit);

        foreach (var code in page?.Parcels ?? [])
        {
            if (UnitCode.TryParse(code, DivisionPrefixes.Any, out var parcel, out _) && !needed.Contains(parcel))
                needed.Add(parcel);
        }

        return needed;
    }

    /// <summary>Draws the claim.</summary>
    /// <param name="unit">The unit asked about.</param>
    /// <param name="pages">
    /// Verified pages by unit code; null for a page proved absent. A needed page that is not here leaves the claim
    /// unproved; pages that are not needed are not read.
    /// </param>
    /// <param name="evidenceTimeMs">Evidence time, ms since the epoch, before the year 10000.</param>
    public static LienClaim Read(UnitCode unit, IReadOnlyDictionary<string, EncumbrancePage?> pages, ulong evidenceTimeMs)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(pages);
        var day = Day.At(evidenceTimeMs);
        var needed = PagesNeeded(unit, pages.GetValueOrDefault(unit.ToString()));
        List<Encumbrance> encumbrances = [];
        List<Wording> problems = [];
        List<UnitCode> unopened = [];
        List<EncumbranceKind> kinds = [.. Enum.GetValues<EncumbranceKind>().Where(k => k != EncumbranceKind.Unspecified)];
        var since = kinds.ToDictionary(static kind => kind, static _ => Day.First);
        List<UnitCode> migrated = [];
        foreach (var code in needed)
        {
            if (!pages.TryGetValue(code.ToString(), out var page))
            {
                problems.Add(new($"缺少{code}的负担页或其不存在证明", $"the encumbrance page of {code}, or proof of its absence, is missing"));
            }
            else if (page is null)
            {
                unopened.Add(code);
            }
            else if (EncumbrancePageCheck.Fault(code, page) is { } fault)
            {
                problems.Add(fault);
            }
            else
            {
                AddRows(code, page, day, encumbrances, problems);
                kinds.RemoveAll(k => !page.Records(k));
                if (page.Origin == Origin.Migrated)
                    migrated.Add(code);
                if (page.Origin == Origin.NotOpened)
                    unopened.Add(code);
                foreach (var kind in kinds)
                    since[kind] = page.SinceOf(kind) is { } known && known > since[kind] ? known : since[kind];
            }
        }

        if (kinds.Count == 0 && unopened.Count == 0 && problems.Count == 0)
            problems.Add(new("各负担页没有共同记载的种类", "the pages have no recorded kind in common"));

        return new(unit, day)
        {
            Outcome = problems.Count > 0 ? LienOutcome.Unproved
                : encumbrances.Count > 0 ? LienOutcome.Encumbered
                : unopened.Count > 0 ? LienOutcome.NothingRecorded
                : migrated.Count > 0 ? LienOutcome.NoneSinceMigration
                : LienOutcome.None,
            Covered = needed,
            Encumbrances = encumbrances,
            Kinds = kinds,
            CompleteSince = unopened.Count > 0 || problems.Count > 0 ? null : kinds.Max(kind => since[kind]),
            Since = unopened.Count > 0 || problems.Count > 0 ? [] : [.. kinds.Select(kind => (kind, since[kind]))],
            IsPerKind = needed.Any(code => pages.GetValueOrDefault(code.ToString()) is { Since.Count: > 0 }),
            Unopened = unopened,
            Migrated = migrated,
            Problems = problems,
        };
    }

    private static void AddRows(UnitCode unit, EncumbrancePage page, Day day, List<Encumbrance> encumbrances, List<Wording> problems)
    {
        foreach (var kind in EncumbranceKinds.All)
        {
            try
            {
                encumbrances.AddRange([.. kind.At(unit, page, day)]);
            }
            catch (FactFormatException fault)
            {
                problems.Add(new($"{unit}的{kind.Row.Chinese}有误：{fault.Error.Chinese}", $"{unit}: a {kind.Row.English} is wrong: {fault.Error.English}"));
            }
        }
    }
}
