using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of certificates that replace others.</summary>
internal static class RenewalShape
{
    public static void Check(Shape shape, RepeatedField<CertificateRenewal> renewals, string path)
    {
        var sound = true;
        for (var i = 0; i < renewals.Count; i++)
        {
            sound &= shape.Certificate(renewals[i].Old, CertificateKind.Title, legacyAllowed: true, $"{path}[{i}].old");
            shape.Certificate(renewals[i].Replacement, CertificateKind.Title, legacyAllowed: false, $"{path}[{i}].replacement");
        }

        if (sound)
            shape.Sorted(renewals, static (a, b) => PartyOrder.Compare(a.Old, b.Old), path, mayBeEmpty: true);
    }

    /// <summary>The new certificates with the fields that state them.</summary>
    public static IEnumerable<(CertificateId? Id, string Path)> Issued(RepeatedField<CertificateRenewal> renewals, string path)
        => renewals.Select((renewal, i) => ((CertificateId?)renewal.Replacement, $"{path}[{i}].replacement"));
}
