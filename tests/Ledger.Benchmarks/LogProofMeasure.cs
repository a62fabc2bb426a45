using System.Buffers.Binary;
using System.Diagnostics;
using Ledger.Log;

namespace Ledger.Benchmarks;

/// <summary>Making and checking proofs of inclusion and consistency on a log of a given size, one thread, hashes in memory.</summary>
internal static class LogProofMeasure
{
    private const int Proofs = 20_000;
    private const int MaxEntries = 10_000_000;

    public static void PrintHeader()
    {
        Console.WriteLine();
        Console.WriteLine("Log proofs of random entries and sizes, one thread, stored hashes in memory.");
        Console.WriteLine($"{"entries",10} {"kind",-11} {"made/s",8} {"checked/s",10} {"hashes",6} {"proofs",7}");
    }

    /// <returns>Whether every proof held, and none held for another leaf or root.</returns>
    public static bool Run(int entries, CancellationToken cancellationToken)
    {
        // 32 bytes for each of twice as many hashes must fit an array.
        var size = (ulong)Math.Min(entries, MaxEntries);
        var hashes = new LogHashes();
        var frontier = new MerkleFrontier();
        for (ulong index = 0; index < size; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            frontier.Append(Leaf(index), hashes);
        }

        return Inclusion(size, frontier.Root(), hashes) & Consistency(size, frontier.Root(), hashes);
    }

    private static bool Inclusion(ulong size, byte[] root, LogHashes hashes)
    {
        var random = new Random((int)size);
        var chosen = new ulong[Proofs];
        for (var i = 0; i < Proofs; i++)
            chosen[i] = (ulong)random.NextInt64((long)size);

        var started = Stopwatch.GetTimestamp();
        var proofs = Array.ConvertAll(chosen, index => MerkleLog.InclusionProof(index, size, hashes));
        var making = Stopwatch.GetElapsedTime(started);
        var leaves = Array.ConvertAll(chosen, Leaf);
        var failed = 0;
        started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Proofs; i++)
            failed += MerkleVerifier.Inclusion(leaves[i], chosen[i], size, root, proofs[i]) == MerkleResult.Valid ? 0 : 1;

        var checking = Stopwatch.GetElapsedTime(started);
        failed += MerkleVerifier.Inclusion(Leaf(size), chosen[0], size, root, proofs[0]) == MerkleResult.Valid ? 1 : 0;
        Print(size, "inclusion", making, checking, proofs, failed);
        return failed == 0;
    }

    private static bool Consistency(ulong size, byte[] root, LogHashes hashes)
    {
        var random = new Random((int)size);
        var chosen = new ulong[Proofs];
        for (var i = 0; i < Proofs; i++)
            chosen[i] = 1 + (ulong)random.NextInt64((long)size - 1);

        var started = Stopwatch.GetTimestamp();
        var proofs = Array.ConvertAll(chosen, old => MerkleLog.ConsistencyProof(old, size, hashes));
        var making = Stopwatch.GetElapsedTime(started);
        var roots = Array.ConvertAll(chosen, old => MerkleLog.Root(old, hashes));
        var failed = 0;
        started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Proofs; i++)
            failed += MerkleVerifier.Consistency(chosen[i], roots[i], size, root, proofs[i]) == MerkleResult.Valid ? 0 : 1;

        var checking = Stopwatch.GetElapsedTime(started);
        failed += MerkleVerifier.Consistency(chosen[0], Leaf(size), size, root, proofs[0]) == MerkleResult.Valid ? 1 : 0;
        Print(size, "consistency", making, checking, proofs, failed);
        return failed == 0;
    }

    private static byte[] Leaf(ulong index)
    {
        Span<byte> entry = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(entry, index);
        return MerkleHash.Leaf(entry);
    }

    private static void Print(ulong size, string kind, TimeSpan making, TimeSpan checking, IReadOnlyList<byte[]>[] proofs, int failed) => Console.WriteLine(
        $"{size,10} {kind,-11} {Proofs / making.TotalSeconds,8:F0} {Proofs / checking.TotalSeconds,10:F0} {proofs.Average(proof => proof.Count),6:F1} {(failed == 0 ? "ok" : $"{failed} BAD"),7}");
}
