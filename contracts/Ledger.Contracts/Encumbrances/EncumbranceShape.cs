using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of what the acts on one unit's encumbrances have in common.</summary>
internal static class EncumbranceShape
{
    /// <summary>The unit and its business number.</summary>
    public static void Unit(Shape shape, string unitCode, string businessNumber)
    {
        shape.Unit(unitCode, "unit_code");
        shape.Identifier<BusinessNumber>(businessNumber, "business_number");
    }

    /// <summary>Parties as one unit sees them: sorted, unique.</summary>
    public static void Parties(Shape shape, Google.Protobuf.Collections.RepeatedField<Party> parties, string path, bool mayBeEmpty = false)
    {
        var sound = true;
        for (var i = 0; i < parties.Count; i++)
            sound &= shape.PartyValue(parties[i], $"{path}[{i}]");
        if (sound)
            shape.Sorted(parties, PartyOrder.Compare, path, mayBeEmpty);
    }

    /// <summary>A day that need not be stated.</summary>
    public static void OptionalDate(Shape shape, uint number, string path)
    {
        if (number != 0)
            shape.Date(number, path);
    }

    /// <summary>The proof that an act issues, and the one it replaces.</summary>
    public static void Proof(Shape shape, CertificateId? proof, CertificateId? replaces)
    {
        shape.Certificate(proof, CertificateKind.Proof, legacyAllowed: false, "proof");
        if (replaces is not null)
            shape.Certificate(replaces, CertificateKind.Proof, legacyAllowed: true, "replaces");
    }
}
