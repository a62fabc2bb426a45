using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// A numbered set of rules: the events there are, which rule runs in which of them and how severe it is there, and the
/// figures the rules use. Once a number is in force its behaviour never changes; any change, a fix included, is a new
/// number, written as an older profile <c>with</c> what the law changed.
/// </summary>
public sealed record Profile
{
    /// <summary>Number of the profile, as <c>sys/profile</c> names it, from 1.</summary>
    public required uint Number { get; init; }

    /// <summary>The events and their rules.</summary>
    public required FlowTable Flows { get; init; }

    /// <summary>Fields and values that its events, its pages and governance may hold.</summary>
    public required MessageForm Form { get; init; }

    /// <summary>What each flow of registration makes of what stands on a unit; empty where the rules' own severities hold.</summary>
    public Matrix Matrix { get; init; } = Matrix.Empty;

    /// <summary>What the columns of the matrix look for, in its order; none where the rules ask for themselves.</summary>
    internal IReadOnlyList<IRestriction> Restrictions { get; init; } = [];

    /// <summary>Whether an acknowledgement names its subject when its rule warns of more than one.</summary>
    public bool AcknowledgementsNameSubjects { get; init; }

    /// <summary>Kinds of encumbrances that the ledger records from an opening on, ascending.</summary>
    public required IReadOnlyList<EncumbranceKind> RecordedKinds { get; init; }

    /// <summary>Most items that a list of an event may hold (C-69); an entry is at most 65,535 bytes anyway.</summary>
    public required int LongestList { get; init; }

    /// <summary>Most fields of an act's document (C-69).</summary>
    public required uint MostDocumentFields { get; init; }

    /// <summary>The city whose rules are in force where no city file is published.</summary>
    public required City City { get; init; }

    /// <summary>Rates of the deed tax (C-17).</summary>
    public required DeedTaxTable DeedTax { get; init; }

    /// <summary>The tables where none are published.</summary>
    public TableSet Tables { get; init; } = NationalTables.Set;

    /// <summary>What files on the ledger were last read as.</summary>
    internal PublishedFiles Published { get; } = new();

    /// <summary>Whether a city file on the ledger takes the place of <see cref="City"/>: the profile's form has one.</summary>
    public bool ReadsCityFile => Form.Has(CityFile.Descriptor.FullName);
}
