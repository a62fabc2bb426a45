using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>A question in canonical values.</summary>
/// <param name="Item">What is asked.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Unit">The unit that it is about.</param>
/// <param name="Basis">Ground on which it is asked.</param>
/// <param name="Asker">Credit code of who asks.</param>
/// <param name="Department">Department of who asks; <see cref="SharingJudge.Bank"/> for a bank.</param>
/// <param name="Stated">The question as it was put.</param>
internal sealed record AskedQuestion(
    string Item, string Purpose, UnitCode Unit, SharingBasis Basis, string Asker, string Department, SharedQuestion Stated)
{
    /// <summary>Its contract; empty for none.</summary>
    public string Contract { get; init; } = "";

    /// <summary>Its price, fen; 0 for none.</summary>
    public ulong PriceFen { get; init; }

    /// <summary>Its certificate.</summary>
    public CertificateId? Certificate { get; init; }

    /// <summary>Its persons.</summary>
    public IReadOnlyList<PersonId> Persons { get; init; } = [];

    /// <summary>Its ground in words.</summary>
    public string BasisText => Basis == SharingBasis.Owner ? $"authorisation {Stated.Authorisation.Number}" : $"file {Stated.OfficialFile}";
}
