using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Verifier.Tests;

/// <summary>A small ledger made by hand from Ledger.Log and Ledger.State: one log key, four cosigners of which three suffice, one signer.</summary>
internal sealed class TestLedger : IDisposable
{
    public const string Origin = "ledger.localhost/test";
    public const ulong TimeMs = 1_700_000_000_000;

    private readonly ECDsa signerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly EnvelopeSigner signer;
    private readonly LogSigner log;
    private readonly Cosigner[] cosigners;
    private readonly MerkleHashStore hashes = new();
    private readonly MerkleFrontier frontier = new();
    private readonly List<byte[]> entries = [];
    private readonly StateTree tree;
    private ulong sequence;
    private ulong? version;
    private ulong nextFirst;
    private byte[] previousSeal = [];

    public TestLedger(string seed = "one")
    {
        log = new LogSigner(Origin, SHA256.HashData(Encoding.ASCII.GetBytes("log" + seed)));
        cosigners = [.. Enumerable.Range(0, 4).Select(i => new Cosigner($"peer{i}.localhost", SHA256.HashData(Encoding.ASCII.GetBytes($"cosigner{i}"))))];
        signer = new EnvelopeSigner(signerKey);
        tree = new StateTree(new NoNodes());
        PolicyText = Policy.Write([log.Key], [.. cosigners.Select((c, i) => KeyValuePair.Create($"peer{i}", c.Key))], threshold: 3);
        Policy = Policy.Parse(PolicyText);
        Signers = new SignerDirectory();
        Signers.Add("registration", SignerKey.Import(signerKey.ExportSubjectPublicKeyInfo()));
    }

    public Policy Policy { get; }

    public string PolicyText { get; }

    public SignerDirectory Signers { get; }

    public ulong Size => (ulong)entries.Count;

    public IReadOnlyList<byte[]> Entries => entries;

    public StateTree Tree => tree;

    public ulong Version => version!.Value;

    public ECDsa SignerPrivateKey => signerKey;

    /// <summary>Signs an envelope with these events.</summary>
    public byte[] Entry(params IMessage[] events) => EntryCodec.Encode(signer.Sign(Payload(events)));

    public Payload Payload(params IMessage[] events)
    {
        var payload = new Payload
        {
            Origin = Origin,
            Sequence = ++sequence,
            TimeMs = TimeMs + sequence,
            Nonce = ByteString.CopyFrom(SHA256.HashData(BitConverter.GetBytes(sequence))[..16]),
        };
        payload.Events.AddRange(events.Select(e => new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() }));
        return payload;
    }

    /// <summary>Appends a block: entries, the pages they write, and the seal.</summary>
    /// <returns>Index of the first entry.</returns>
    public ulong Append(IReadOnlyList<byte[]> blockEntries, IReadOnlyDictionary<string, byte[]>? pages = null)
    {
        var first = Size;
        foreach (var entry in blockEntries)
            Add(entry);

        var next = version is null ? 0 : version.Value + 1;
        var changes = (pages ?? new Dictionary<string, byte[]>(StringComparer.Ordinal))
            .Select(page => new StateChange(Encoding.UTF8.GetBytes(page.Key), PageHash.Of(page.Value)))
            .Append(new StateChange(Encoding.UTF8.GetBytes("sys/height"), SHA256.HashData(BitConverter.GetBytes(next))))
            .ToList();
        var update = tree.Update(version, next, changes);
        tree.Publish(update);
        version = next;
        var seal = EntryCodec.Encode(new Seal
        {
            Block = next,
            PreviousSeal = ByteString.CopyFrom(previousSeal),
            FirstEntry = nextFirst,
            EntryCount = (uint)blockEntries.Count,
            StateRoot = ByteString.CopyFrom(tree.Root(next)),
            TimeMs = TimeMs,
            Profile = 1,
        });
        Add(seal);
        previousSeal = EntryCodec.LeafHash(seal);
        nextFirst = Size;
        return first;
    }

    public Checkpoint Checkpoint() => new(Origin, Size, frontier.Root());

    /// <summary>The note of the present checkpoint.</summary>
    /// <param name="signing">How many of the cosigners sign.</param>
    /// <param name="time">Time of the cosignatures.</param>
    public SignedNote Note(int signing = 4, DateTimeOffset? time = null) => Note(Checkpoint(), signing, time);

    public SignedNote Note(Checkpoint checkpoint, int signing = 4, DateTimeOffset? time = null) => SignedNote.Create(
        checkpoint.ToString(),
        cosigners.Take(signing).Select(c => c.Cosign(checkpoint, time ?? DateTimeOffset.FromUnixTimeMilliseconds((long)TimeMs))).Append(log.Sign(checkpoint)));

    /// <summary>A note of one cosigner alone.</summary>
    public SignedNote Line(int cosigner, Checkpoint checkpoint) => SignedNote.Create(
        checkpoint.ToString(), [cosigners[cosigner].Cosign(checkpoint, DateTimeOffset.FromUnixTimeMilliseconds((long)TimeMs))]);

    public TlogProof Proof(ulong index, SignedNote? note = null) =>
        new(index, MerkleLog.InclusionProof(index, Size, hashes), note ?? Note());

    public Receipt Receipt(ulong index, SignedNote? note = null) => new()
    {
        Entry = ByteString.CopyFrom(entries[(int)index]),
        TlogProof = Proof(index, note).ToString(),
    };

    public IReadOnlyList<byte[]> Consistency(ulong older, ulong newer) => MerkleLog.ConsistencyProof(older, newer, hashes);

    public Task<IReadOnlyList<byte[]>> FetchAsync(ulong older, ulong newer, CancellationToken cancellationToken) =>
        Task.FromResult(Consistency(older, newer));

    public CheckpointTrail Trail(ICheckpointMemory? memory = null) => new(Origin, Policy, memory);

    public void Dispose()
    {
        Signers.Dispose();
        signerKey.Dispose();
    }

    private void Add(byte[] entry)
    {
        entries.Add(entry);
        frontier.Append(EntryCodec.LeafHash(entry), hashes);
    }
}
