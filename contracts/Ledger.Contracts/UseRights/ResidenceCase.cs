using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A right of residence that is registered or changed, with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Disposal">The unit.</param>
/// <param name="Proofs">The proof it issues, and the one it replaces.</param>
internal sealed record ResidenceCase(ResidenceRightRegistered Event, Disposal Disposal, Proofs Proofs)
{
    /// <summary>The right that it changes; null for none.</summary>
    public ResidenceRow? Replaced => Event.Replaces is { } proof
        ? Disposal.Unit.Encumbrances.Body?.Residences.FirstOrDefault(row => row.Proof.Equals(proof) && row.Ended == 0)
        : null;

    /// <summary>Reads the pages.</summary>
    public static ResidenceCase Load(ResidenceRightRegistered e, Book book)
    {
        var disposal = Disposal.Read(book, FlowCode.F901, e.UnitCode, e.Act);
        return new(
            e,
            disposal with
            {
                Givers = disposal.Owners,
                Takers = e.Holders,
                Case = e.Recording.AcceptanceNumber,
                Replaces = e.Replaces,
                Residence = e.Scope,
            },
            Proofs.Load(book, e.Proof, e.Replaces));
    }
}
