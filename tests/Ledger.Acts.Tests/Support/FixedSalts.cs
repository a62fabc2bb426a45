using System.Security.Cryptography;
using System.Text;
using Ledger.Facts;

namespace Ledger.Acts.Tests;

/// <summary>Salts that anybody can make again: a consortium key of zeros, and of a field's name the first 16 bytes of its SHA-256.</summary>
internal sealed class FixedSalts : ISalts, IDisposable
{
    private readonly UnitKeys keys = new(1, new byte[UnitKeys.KeySize]);

    public uint? EpochOf(UnitCode unit, uint? stated) => stated is null or 1 ? 1 : null;

    public byte[] OfParty(UnitCode unit, uint epoch, PersonId person) => keys.SaltOf(unit, person);

    public byte[] OfField(int act, string field) => SHA256.HashData(Encoding.UTF8.GetBytes(field))[..Log.DocumentField.SaltSize];

    public void Dispose() => keys.Dispose();
}
