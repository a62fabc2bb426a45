using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ledger.Fabric.Protocol;

/// <summary>Reads X.501 names by hand: Fabric's authorities put several units into one set, which the platform's reader does not split.</summary>
internal static class DistinguishedName
{
    private const byte BmpString = 0x1E;
    private const byte T61String = 0x14;

    private static ReadOnlySpan<byte> OrganizationalUnit => [0x55, 0x04, 0x0B];

    /// <summary>The units in a name, in order.</summary>
    /// <exception cref="AsnContentException">The bytes are no name.</exception>
    public static IReadOnlyList<string> OrganizationalUnits(ReadOnlySpan<byte> name)
    {
        var units = new List<string>();
        var sets = new DerReader(name).Enter(DerReader.Sequence);
        while (sets.HasData)
        {
            var set = sets.Enter(DerReader.Set);
            while (set.HasData)
            {
                var attribute = set.Enter(DerReader.Sequence);
                var type = attribute.Take(DerReader.ObjectIdentifier);
                var value = attribute.TakeAny(out var tag);
                if (type.SequenceEqual(OrganizationalUnit))
                    units.Add(TextOf(tag, value));
            }
        }

        return units;
    }

    /// <summary>The name as text, for messages.</summary>
    public static string ForPeople(ReadOnlySpan<byte> name)
    {
        try
        {
            return new X500DistinguishedName(name).Name;
        }
        catch (CryptographicException)
        {
            return $"a name of {name.Length} bytes";
        }
    }

    private static string TextOf(byte tag, ReadOnlySpan<byte> value) => tag switch
    {
        T61String => Encoding.Latin1.GetString(value),
        BmpString => Encoding.BigEndianUnicode.GetString(value is [.., 0, 0] ? value[..^2] : value),
        _ => Encoding.UTF8.GetString(value),
    };
}
