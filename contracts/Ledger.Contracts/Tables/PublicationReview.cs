using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A publication as governance would judge it now, and what it would change.</summary>
public sealed class PublicationReview
{
    private PublicationReview(IReadOnlyList<FileFault> faults, IReadOnlyList<FileChange> changes) => (Faults, Changes) = (faults, changes);

    /// <summary>What keeps it from taking effect, each with its field.</summary>
    public IReadOnlyList<FileFault> Faults { get; }

    /// <summary>Every field and row that would be other than now; nothing while there are faults.</summary>
    public IReadOnlyList<FileChange> Changes { get; }

    /// <summary>Looks at a publication.</summary>
    /// <param name="profile">Profile in force.</param>
    /// <param name="e">The publication.</param>
    /// <param name="city">City file on the ledger; null: none, the profile's own counts.</param>
    /// <param name="table">Table of its kind and city on the ledger; null: none, the profile's own counts.</param>
    /// <param name="today">The day on which it would take effect.</param>
    public static PublicationReview Of(Profile profile, TablePublished e, CityFile? city, TablePage? table, Day today)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(e);
        var inForce = city ?? Cities.Files.Single(file => file.Id == profile.City.Id);
        var rows = RowsOf(profile, e.Kind, table);
        var faults = new PublicationCheck(profile, inForce.Id, rows, today).FaultsOf(e);
        if (faults.Count > 0)
            return new(faults, []);
        return new([], e.Kind == TableKind.City
            ? FileChanges.Between(inForce, e.CityFile, "city_file")
            : FileChanges.Between(rows, TableHistory.Continue(rows, e), "rows"));
    }

    /// <summary>The rows of one kind: those on the ledger, else the profile's own.</summary>
    /// <param name="profile">Profile in force.</param>
    /// <param name="kind">Kind of table, not the city file.</param>
    /// <param name="table">The table on the ledger; null: none.</param>
    public static TableRows RowsOf(Profile profile, TableKind kind, TablePage? table)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return table?.Rows ?? TableHistory.Only(kind, profile.Tables.Rows);
    }
}
