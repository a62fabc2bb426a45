using System.Security.Cryptography;
using Ledger.Acts;
using Ledger.Departments;
using Ledger.Facts;

namespace Ledger.Benchmarks;

/// <summary>What acts that are loaded are blinded with, as a department would: tokens by the consortium's keys, documents by lot.</summary>
internal sealed class DepartmentSalts(UnitKeyring keyring) : ISalts
{
    public uint? EpochOf(UnitCode unit, uint? stated) => (stated is { } epoch ? keyring.Find(epoch) : keyring.Current)?.Epoch;

    public byte[]? OfParty(UnitCode unit, uint epoch, PersonId person) => keyring.Find(epoch)?.SaltOf(unit, person);

    public byte[] OfField(int act, string field) => RandomNumberGenerator.GetBytes(Log.DocumentField.SaltSize);
}
