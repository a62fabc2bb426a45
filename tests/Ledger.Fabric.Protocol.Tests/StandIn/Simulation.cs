using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>One run of a chaincode function on one endorser: what it sees and what it does.</summary>
internal sealed class Simulation(StandInLedger ledger, StandInEndorser endorser, string chaincode, ByteString creator,
    IReadOnlyList<ByteString> arguments, IReadOnlyDictionary<string, ByteString> transient)
{
    private readonly KVRWSet set = new();
    private readonly SortedDictionary<string, HashedRWSet> hashed = new(StringComparer.Ordinal);

    public StandInEndorser Endorser => endorser;

    public string Chaincode => chaincode;

    public ByteString Creator => creator;

    public string CreatorMspId { get; } = SerializedIdentity.Parser.ParseFrom(creator).Mspid;

    public IReadOnlyList<ByteString> Arguments => arguments;

    public IReadOnlyDictionary<string, ByteString> Transient => transient;

    /// <summary>Written to the endorser's private store once the transaction is valid.</summary>
    public List<(string Collection, string Key, ByteString Value)> PrivateWrites { get; } = [];

    public (string Name, ByteString Payload)? Event { get; set; }

    public string Text(int index) => arguments.Count > index
        ? arguments[index].ToStringUtf8()
        : throw new ChaincodeError($"Expected {index} parameters, but {arguments.Count - 1} have been supplied");

    public ByteString Get(string key)
    {
        var (value, version) = ledger.Read(chaincode, key);
        set.Reads.Add(new KVRead { Key = key, Version = version });
        return value;
    }

    public void Put(string key, ByteString value) => set.Writes.Add(new KVWrite { Key = key, Value = value });

    public void Delete(string key) => set.Writes.Add(new KVWrite { Key = key, IsDelete = true });

    public void PutPrivate(string collection, string key, ByteString value)
    {
        if (!hashed.TryGetValue(collection, out var writes))
            hashed[collection] = writes = new HashedRWSet();
        writes.HashedWrites.Add(new KVWriteHash { KeyHash = Hash(Encoding.UTF8.GetBytes(key)), ValueHash = Hash(value.Span) });
        PrivateWrites.Add((collection, key, value));
    }

    public ByteString Results() => new TxReadWriteSet
    {
        NsRwset =
        {
            new NsReadWriteSet
            {
                Namespace = chaincode,
                Rwset = set.ToByteString(),
                CollectionHashedRwset =
                    { hashed.Select(h => new CollectionHashedReadWriteSet { CollectionName = h.Key, HashedRwset = h.Value.ToByteString(),
                        PvtRwsetHash = Hash(h.Value.ToByteArray()) }) },
            },
        },
    }.ToByteString();

    private static ByteString Hash(ReadOnlySpan<byte> bytes) => ByteString.CopyFrom(SHA256.HashData(bytes));
}
