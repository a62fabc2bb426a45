using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Owners and their certificates.</summary>
internal static class Titles
{
    /// <summary>Owners of a unit, sorted as the book lists them.</summary>
    /// <param name="input">Reads what has the list.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="owners">The list.</param>
    /// <param name="list">Its name.</param>
    /// <param name="name">Name of an owner within the document.</param>
    public static List<Holder> Holders(this ActReader input, ActUnit unit, IReadOnlyList<OwnerInput> owners, string list, string name)
    {
        var holders = owners.Select((owner, i) =>
        {
            var row = input.In(list, i);
            return new Holder
            {
                Party = row.At(row.Party(owner.Party, "party", $"{name}.{i}"), unit),
                Share = row.OwnersShare(owner.Share, "share", owners.Count),
                Group = owner.Group,
                Certificate = row.Certificate(owner.Certificate, owner.LegacyCertificate, "certificate", $"{name}.{i}.certificate"),
            };
        }).ToList();
        holders.Sort(PartyOrder.Compare);
        return holders;
    }

    /// <summary>A certificate's number. A legacy one is free text: a field of the document, on the ledger only its hash.</summary>
    /// <param name="input">Reads what has the number.</param>
    /// <param name="number">The number.</param>
    /// <param name="legacy">Whether it is a legacy one.</param>
    /// <param name="field">Name of its field.</param>
    /// <param name="name">Name of a legacy one within the document.</param>
    public static CertificateId Certificate(this ActReader input, string number, bool legacy, string field, string name)
    {
        if (!legacy)
            return new() { Number = input.Text<CertificateNumber>(number, field) };

        if (!Canonicalize.TryParse<LegacyCertificateNumber>(number, out var value, out var error))
        {
            input.Fault(field, error);
            return new();
        }

        input.Document($"_{name}", value.ToString(), field);
        return new() { LegacyHash = ByteString.CopyFrom(value.Hash) };
    }
}
