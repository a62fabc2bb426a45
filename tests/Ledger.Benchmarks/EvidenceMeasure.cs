using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Log;
using Ledger.Network;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Benchmarks;

/// <summary>Receipts and certificates that a running network gave, verified again and again by one thread.</summary>
internal static class EvidenceMeasure
{
    private const int Flats = 200;
    private const int Rounds = 10;

    /// <returns>Whether all verified, and none with a byte changed.</returns>
    public static async Task<bool> RunAsync(CancellationToken ct)
    {
        await using var network = await BenchmarkNetwork.StartAsync(NodePlacement.OneProcess, fabric: null, ct);
        var load = new Load(network, eventsPerEnvelope: 1);
        var receipts = await load.OpenAsync(Flats, ct);
        var certificates = await network.CheckLiensAsync(Load.Units(Flats), ct);
        var profile = network.ClerkProfile;
        var policy = Policy.Parse(await File.ReadAllTextAsync(profile.PathOf(profile.Policy), ct));
        var roots = profile.Roots.ToDictionary(
            root => root.Key, root => X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(root.Value)), StringComparer.Ordinal);
        using var signers = SignerDirectory.FromPem(await File.ReadAllTextAsync(profile.PathOf(profile.Signers), ct), roots);
        foreach (var root in roots.Values)
            root.Dispose();

        Console.WriteLine();
        Console.WriteLine(
            $"Evidence of {Flats} flats from a running network, verified {Rounds} times by one thread: log signature and four cosignatures, inclusion, state proofs.");
        Console.WriteLine($"{"kind",-52} {"checked/s",10} {"bytes",6} {"proofs",7}");
        var verified = await ReceiptsAsync("receipts, each checkpoint verified once", receipts, Fresh, network.Registration[0].Trail, profile.Origin, signers);
        verified &= await ReceiptsAsync("receipts, each checkpoint verified for each receipt", receipts, Fresh, shared: null, profile.Origin, signers);
        return verified & Certificates(certificates, new CertificateVerifier(policy));

        CheckpointTrail Fresh() => new(profile.Origin, policy);
    }

    private static async Task<bool> ReceiptsAsync(
        string kind, IReadOnlyList<VerifiedReceipt> receipts, Func<CheckpointTrail> fresh, CheckpointTrail? shared, string origin, SignerDirectory signers)
    {
        var given = receipts.Select(receipt => new Receipt { Entry = UnsafeByteOperations.UnsafeWrap(receipt.Entry), TlogProof = receipt.TlogProof }).ToList();
        var failed = 0;
        foreach (var receipt in given)
            failed += await TryAsync(new ReceiptVerifier(origin, signers, shared ?? fresh()), receipt) ? 0 : 1;

        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var receipt in given)
                failed += await TryAsync(new ReceiptVerifier(origin, signers, shared ?? fresh()), receipt) ? 0 : 1;
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        var changed = given[0].Entry.ToByteArray();
        changed[^1] ^= 1;
        failed += await TryAsync(new ReceiptVerifier(origin, signers, shared ?? fresh()),
            new Receipt { Entry = ByteString.CopyFrom(changed), TlogProof = given[0].TlogProof }) ? 1 : 0;
        Print(kind, given.Count, elapsed, given.Average(receipt => receipt.CalculateSize()), failed);
        return failed == 0;
    }

    private static async Task<bool> TryAsync(ReceiptVerifier verifier, Receipt receipt)
    {
        try
        {
            await verifier.VerifyAsync(receipt, offered: null, static (_, _, _) => Task.FromResult<IReadOnlyList<byte[]>>([]), CancellationToken.None);
            return true;
        }
        catch (UntrustedReplyException)
        {
            return false;
        }
    }

    private static bool Certificates(IReadOnlyList<byte[]> certificates, CertificateVerifier verifier)
    {
        var failed = certificates.Count(certificate => !verifier.Verify(certificate).IsValid);
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds; round++)
            failed += certificates.Count(certificate => !verifier.Verify(certificate).IsValid);

        var elapsed = Stopwatch.GetElapsedTime(started);
        var changed = System.Text.Encoding.UTF8.GetString(certificates[0]).Replace("\"pages\"", "\"page\"", StringComparison.Ordinal);
        failed += verifier.Verify(System.Text.Encoding.UTF8.GetBytes(changed)).IsValid ? 1 : 0;
        Print("lien certificates, unit and parcel", certificates.Count, elapsed, certificates.Average(certificate => certificate.Length), failed);
        return failed == 0;
    }

    private static void Print(string kind, int count, TimeSpan elapsed, double bytes, int failed) =>
        Console.WriteLine($"{kind,-52} {Rounds * count / elapsed.TotalSeconds,10:F0} {bytes,6:F0} {(failed == 0 ? "ok" : $"{failed} BAD"),7}");
}
