using System.Formats.Asn1;

namespace Ledger.Fabric;

/// <summary>Reads X.501 names by hand: Fabric's authorities put several units into one set, which the platform's reader does not split.</summary>
internal static class DistinguishedName
{
    private const string OrganizationalUnit = "2.5.4.11";

    /// <summary>The units in a name, in order.</summary>
    /// <exception cref="AsnContentException">The bytes are no name.</exception>
    public static IReadOnlyList<string> OrganizationalUnits(byte[] name)
    {
        var units = new List<string>();
        var sets = new AsnReader(name, AsnEncodingRules.DER).ReadSequence();
        while (sets.HasData)
        {
            var set = sets.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                var attribute = set.ReadSequence();
                var type = attribute.ReadObjectIdentifier();
                if (type == OrganizationalUnit)
                {
                    units.Add(attribute.ReadCharacterString((UniversalTagNumber)attribute.PeekTag().TagValue));
                }
            }
        }

        return units;
    }
}
