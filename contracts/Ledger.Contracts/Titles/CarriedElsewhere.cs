using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What names a split or merged unit on other pages: proofs, and the other sides of easements.</summary>
internal static class CarriedElsewhere
{
    /// <summary>The proofs stand for what comes; one of which nothing is left falls.</summary>
    /// <param name="book">The state.</param>
    /// <param name="proofs">Proofs of what stood on the units that go.</param>
    /// <param name="gone">The units that go.</param>
    /// <param name="come">The units that come, each with whether what a proof (key of its page) proves stands on it.</param>
    /// <param name="recording">The act's recording.</param>
    public static void WriteProofs(
        Book book, IEnumerable<PageView<CertificatePage>> proofs, IReadOnlyCollection<string> gone,
        IReadOnlyList<(string Unit, Func<string, bool> Has)> come, Recording recording)
    {
        foreach (var view in proofs.DistinctBy(static view => view.Key, StringComparer.Ordinal))
        {
            if (view.Body is not { } known || !CertificateStates.UnitsOf(known).Any(unit => gone.Contains(unit, StringComparer.Ordinal)))
                continue;
            var page = known.Clone();
            var stay = CertificateStates.UnitsOf(known).Where(unit => !gone.Contains(unit, StringComparer.Ordinal));
            List<string> units = [.. stay.Concat(come.Where(unit => unit.Has(view.Key)).Select(static unit => unit.Unit)).Order(StringComparer.Ordinal)];
            if (units.Count == 0)
            {
                if (known.Live)
                    CertificatePages.Void(book, view, recording, VoidReasons.Reshaped);
                continue;
            }

            page.UnitCode = units[0];
            page.Units.Clear();
            if (units.Count > 1)
                page.Units.AddRange(units);
            book.Write(view.Key, page);
        }
    }

    /// <summary>The other side of an easement names what comes.</summary>
    public static void WriteNeighbours(
        Book book, IEnumerable<PageView<EncumbrancePage>> neighbours, IReadOnlyCollection<string> gone, IReadOnlyList<string> come)
    {
        foreach (var view in neighbours.DistinctBy(static view => view.Key, StringComparer.Ordinal))
        {
            if (view.Body is not { } known || gone.Contains(known.UnitCode, StringComparer.Ordinal))
                continue;
            var page = known.Clone();
            page.Easements.Clear();
            page.Easements.AddRange(known.Easements
                .SelectMany(row => gone.Contains(row.OtherUnit, StringComparer.Ordinal) ? come.Select(unit => Towards(row, unit)) : [row])
                .DistinctBy(static row => (row.Proof, row.Side, row.OtherUnit)));
            book.Write(view.Key, page);
        }
    }

    private static EasementRow Towards(EasementRow row, string unit)
    {
        var copy = row.Clone();
        copy.OtherUnit = unit;
        return copy;
    }
}
