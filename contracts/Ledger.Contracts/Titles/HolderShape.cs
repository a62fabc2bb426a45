using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of owners that an act states with their new certificates.</summary>
internal static class HolderShape
{
    public static void Check(Shape shape, RepeatedField<Holder> owners, string path)
    {
        var sound = true;
        for (var i = 0; i < owners.Count; i++)
        {
            var at = $"{path}[{i}]";
            sound &= shape.PartyValue(owners[i].Party, at + ".party");
            if (owners[i].Share is { } share)
                shape.ShareValue(share, at + ".share");
            shape.Group(owners[i].Group, at + ".group");
            shape.Certificate(owners[i].Certificate, CertificateKind.Title, legacyAllowed: false, at + ".certificate");
        }

        if (sound)
            shape.Sorted(owners, PartyOrder.Compare, path);
    }
}
