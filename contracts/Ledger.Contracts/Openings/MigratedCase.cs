using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A migrated opening with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Opening">What it shares with a first registration.</param>
/// <param name="Business">All business numbers: the opening's, then those of the old rows that have one.</param>
/// <param name="Mortgages">The mortgage rows with their pages.</param>
internal sealed record MigratedCase(
    MigratedOpened Event,
    OpeningCase Opening,
    IReadOnlyList<(string Number, PageView<BusinessPage> Page, string Path)> Business,
    IReadOnlyList<MigratedMortgage> Mortgages)
{
    /// <summary>Reads the pages.</summary>
    public static MigratedCase Load(MigratedOpened e, Book book)
    {
        var opening = OpeningCase.Load(book, e.Recording, e.Opening, e.Act.Document, Origin.Migrated, e.MigrationDate);
        var rows = e.Mortgages.Select((row, i) => (row.BusinessNumber, Path: $"mortgages[{i}].business_number"))
            .Concat(e.Seizures.Select((row, i) => (row.BusinessNumber, Path: $"seizures[{i}].business_number")))
            .Where(row => row.BusinessNumber.Length > 0);
        return new(
            e,
            opening,
            [.. opening.Business, .. rows.Select(row => (row.BusinessNumber, book.Business(row.BusinessNumber), row.Path))],
            [.. e.Mortgages.Select(row => new MigratedMortgage(
                row, book.Mortgage(row.Id), book.Certificate(row.Certificate), book.Member(row.Id.Mortgagee), MortgageParts.Head(book, row.Id)))]);
    }
}
