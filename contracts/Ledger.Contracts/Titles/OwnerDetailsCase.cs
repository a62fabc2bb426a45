using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A change of an owner's name or document with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Disposal">The unit as the severity matrix asks for it.</param>
/// <param name="Certificates">Certificates that stand and that are issued.</param>
/// <param name="Documents">The documents that the event names, and those that the unit's pages name.</param>
internal sealed record OwnerDetailsCase(
    OwnerDetailsChanged Event, Disposal Disposal, OwnersCertificates Certificates, IReadOnlyList<RenewedDocument> Documents)
{
    /// <summary>Reads the pages.</summary>
    public static OwnerDetailsCase Load(OwnerDetailsChanged e, Book book)
    {
        var disposal = Disposal.Read(book, FlowCode.F310, e.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber };
        return new(
            e,
            disposal with
            {
                Givers = disposal.Owners,
                Takers = disposal.Owners,

                // A contract that is rewritten with the owner is none of another.
                Basis = e.Bases.FirstOrDefault(basis => basis.Number == disposal.Unit.Deal.Body?.ContractNumber)?.Number ?? "",
            },
            OwnersCertificates.Load(book, disposal.Unit, RenewalShape.Issued(e.Certificates, "certificates")),
            RenewedDocument.Load(book, disposal.Unit, e.Bases, e.Mortgages));
    }
}
