using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// Seizures on an encumbrance page: the one in force and those that wait. A row that has not lapsed counts even before its
/// start: around midnight the evidence day can be the day before the one on which the seizure was delivered, and a page that
/// names a seizure is never a clean one.
/// </summary>
internal sealed class SeizureEncumbrance : IEncumbranceKind
{
    /// <inheritdoc/>
    public EncumbranceKind Kind => EncumbranceKind.Seizure;

    /// <inheritdoc/>
    public Wording Row => new("查封行", "seizure row");

    /// <inheritdoc/>
    public IEnumerable<Encumbrance> At(UnitCode unit, EncumbrancePage page, Day day)
    {
        var queue = SeizureQueue.At(page.Seizures, day);
        foreach (var place in queue.InForce)
            yield return Of(unit, place, queued: false);

        foreach (var place in queue.Queued)
            yield return Of(unit, place, queued: true);
    }

    /// <inheritdoc/>
    public IEnumerable<DocumentRoot?> Documents(EncumbrancePage page)
        => page.Seizures.SelectMany(static row => row.Renewals.Select(static renewal => renewal.Document).Prepend(row.Document));

    private Encumbrance Of(UnitCode unit, SeizurePlace place, bool queued)
    {
        var row = place.Row;
        var kind = SeizureKinds.NameOf(row.Kind, queued);
        var last = place.End.AddDays(-1);
        return new(
            unit,
            Kind,
            new(
                $"{kind.Chinese}，机关{row.Authority}，文号{row.DocumentNumber}，"
                    + (IsOfPart(row) ? $"份额{row.Scope.Numerator}/{row.Scope.Denominator}，" : "")
                    + (row.HandedTo.Length > 0 ? $"处置权移送{row.HandedTo}，" : "")
                    + (queued ? $"预计{place.Start}至{last}" : $"{place.Start}至{last}"),
                $"{kind.English}, authority {row.Authority}, document {row.DocumentNumber}, "
                    + (IsOfPart(row) ? $"share {row.Scope.Numerator}/{row.Scope.Denominator}, " : "")
                    + (row.HandedTo.Length > 0 ? $"handed over to {row.HandedTo}, " : "")
                    + (queued ? $"expected {place.Start} to {last}" : $"{place.Start} to {last}")),
            row,
            queued);
    }

    private static bool IsOfPart(SeizureRow row) => row.Scope is { } scope && scope.Numerator != scope.Denominator;
}
