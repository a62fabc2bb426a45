using System.Security.Cryptography;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Makes a token of each epoch anew, of an own record whose token stands on the ledger, and compares.</summary>
internal sealed class ConsortiumKeyComparison(IRecordStore store, Peer peer, UnitKeyring keyring)
{
    /// <summary>Records looked at from the newest down; a record without parties shows nothing.</summary>
    private const int Looked = 256;

    /// <exception cref="ConsortiumKeyException">A key is another one.</exception>
    public void Run()
    {
        var seen = new HashSet<uint>();
        foreach (var number in store.ListNewest(Looked))
        {
            foreach (var party in TokensOf(number))
            {
                if (seen.Add(party.Epoch)
                    && keyring.Find(party.Epoch) is { } keys
                    && UnitCode.TryParse(party.UnitCode, out var unit, out _)
                    && PersonId.TryCreate((IdentityClass)party.IdentityClass, party.Number, out var person, out _)
                    && !CryptographicOperations.FixedTimeEquals(keys.SaltOf(unit, person), party.Salt.Span))
                {
                    throw new ConsortiumKeyException(party.Epoch, number);
                }
            }
        }
    }

    /// <summary>Parties of a record whose tokens are in its envelope on the ledger.</summary>
    private List<PartySalt> TokensOf(long number)
    {
        try
        {
            if (store.Find(number) is { } record
                && peer.Reader.ReadPage(Chain.PageKeys.Sequence(record.Row.KeyId.Span, (ulong)number)) is { } leaf
                && store.ReadEnvelopes(number).FirstOrDefault(e => e.LeafHash.AsSpan().SequenceEqual(leaf)) is { } envelope)
            {
                return store.ReadContent(number)?.Parties.Where(party => IsIn(envelope.Bytes, party)).ToList() ?? [];
            }
        }
        catch (RecordDamagedException)
        {
            // Named when it is read for its own sake.
        }

        return [];
    }

    private static bool IsIn(ReadOnlySpan<byte> envelope, PartySalt party)
        => PersonId.TryCreate((IdentityClass)party.IdentityClass, party.Number, out var person, out _)
            && party.Salt.Length == PartyToken.SaltSize
            && envelope.IndexOf(PartyToken.Of(party.Salt.Span, person).Bytes.Span) >= 0;
}
