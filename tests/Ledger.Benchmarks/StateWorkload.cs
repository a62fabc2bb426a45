using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.State;

namespace Ledger.Benchmarks;

/// <summary>A world state of so many units, two pages each, in a store on disk.</summary>
internal sealed class StateWorkload : IDisposable
{
    private const int LoadBatchKeys = 100_000;

    /// <summary>Versions until the next part of the base is moved on: each by 64, as a peer does it.</summary>
    private const ulong FoldEvery = 4;

    private readonly RocksNodeStore store = new();
    private readonly int units;

    public StateWorkload(int units)
    {
        this.units = units;
        Tree = new StateTree(store);
    }

    public StateTree Tree { get; }

    public RocksNodeStore Store => store;

    public int Keys => 2 * units;

    /// <summary>The newest version.</summary>
    public ulong Version { get; private set; }

    /// <summary>Reads sizes such as <c>10k</c>, <c>1M</c> or <c>2500</c>; without any, 10k, 1M and 10M.</summary>
    /// <returns>False if an argument is no size.</returns>
    public static bool TryReadSizes(string[] arguments, out List<int> sizes)
    {
        sizes = [];
        foreach (var argument in arguments.Length == 0 ? ["10k", "1M", "10M"] : arguments)
        {
            var factor = argument.EndsWith('M') ? 1_000_000 : argument.EndsWith('k') ? 1_000 : 1;
            if (!int.TryParse(argument.AsSpan().TrimEnd("kM"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number < 1 || (long)number * factor > 100_000_000)
            {
                Console.Error.WriteLine($"'{argument}' is no number of units; write for example 10k, 1M or 10M (at most 100M).");
                return false;
            }

            sizes.Add(number * factor);
        }

        return true;
    }

    /// <summary>Key <paramref name="index"/> of the state: title and encumbrance page in turn.</summary>
    public static byte[] Key(int index) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{(index % 2 == 0 ? "unit" : "enc")}/441900{index / 2:D9}GB00001F00010001"));

    /// <summary>The hash of a page: 32 bytes that differ with key and round.</summary>
    public static byte[] Value(int index, int round)
    {
        Span<byte> page = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(page, index);
        BinaryPrimitives.WriteInt32BigEndian(page[4..], round);
        return SHA256.HashData(page);
    }

    /// <summary>Writes every unit's pages.</summary>
    public void Load(CancellationToken cancellationToken)
    {
        ulong? previous = null;
        for (var from = 0; from < Keys; from += LoadBatchKeys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changes = new StateChange[Math.Min(LoadBatchKeys, Keys - from)];
            for (var i = 0; i < changes.Length; i++)
                changes[i] = new StateChange(Key(from + i), Value(from + i, 0));

            Commit(Tree.Update(previous, previous + 1 ?? 0, changes), StateTree.Parts, sync: false);
            previous = Version;
        }
    }

    /// <summary>Makes an update's version the newest and stores a part of what its tree changed, durably, as a peer does now and then.</summary>
    public void Commit(StateUpdate update) => Commit(update, Version % FoldEvery == 0 ? 1 : 0, sync: true);

    /// <summary>
    /// Reads the root from the disk by a tree without cache, and verifies proofs of random keys, present and absent, under it.
    /// </summary>
    /// <returns>The number of proofs that failed, or -1 if the root differs.</returns>
    public int Verify(byte[] root, int proofs, int seed)
    {
        Fold(StateTree.Parts, sync: false);
        var fresh = new StateTree(store, 0);
        if (!fresh.Root(Version).AsSpan().SequenceEqual(root))
            return -1;

        var random = new Random(seed);
        var failed = 0;
        for (var i = 0; i < proofs; i++)
        {
            var key = Key(random.Next(Keys));
            var value = fresh.Get(Version, key);
            var absent = Key(Keys + random.Next(Keys));
            var exists = value is not null
                && StateVerifier.VerifyExistence(root, key, value, fresh.Prove(Version, key).ToByteArray()).IsValid;
            var lacks = StateVerifier.VerifyAbsence(root, absent, fresh.Prove(Version, absent).ToByteArray()).IsValid;
            failed += exists && lacks ? 0 : 1;
        }

        return failed;
    }

    public void Dispose() => store.Dispose();

    private void Commit(StateUpdate update, int parts, bool sync)
    {
        Tree.Publish(update);
        Version = update.Version;
        if (parts > 0)
            Fold(parts, sync);
    }

    private void Fold(int parts, bool sync)
    {
        if (Tree.Fold(Version, parts) is not { } fold)
            return;

        store.Write(fold, sync);
        Tree.Folded(fold);
    }
}
