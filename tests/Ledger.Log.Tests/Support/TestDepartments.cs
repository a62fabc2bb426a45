using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Log.Tests;

/// <summary>Four departments with a log key and a cosigner key each, made from fixed seeds.</summary>
internal static class TestDepartments
{
    public const string Origin = "ledger.test/dongguan";

    public static readonly IReadOnlyList<string> Names = ["transaction", "registration", "tax", "finance"];

    public static readonly IReadOnlyList<LogSigner> Logs = Names.Select(name => new LogSigner(Origin, Seed("log " + name))).ToList();

    public static readonly IReadOnlyList<Cosigner> Cosigners = Names.Select(name => new Cosigner(name + ".test", Seed("cosigner " + name))).ToList();

    public static Policy Policy(int threshold) => Ledger.Log.Policy.Create(
        Logs.Select(log => log.Key),
        Names.Zip(Cosigners, (name, cosigner) => KeyValuePair.Create(name, cosigner.Key)).ToList(),
        threshold);

    public static Checkpoint Checkpoint(string what = "a") => new(Origin, 257, SHA256.HashData(Encoding.ASCII.GetBytes(what)));

    public static DateTimeOffset Time(int second) => DateTimeOffset.Parse("2026-03-01T08:00:00Z", CultureInfo.InvariantCulture).AddSeconds(second);

    /// <summary>One log's signature and a cosignature at each of the times, in the order of the departments; null: none.</summary>
    public static SignedNote Note(Checkpoint checkpoint, params int?[] seconds) =>
        SignedNote.Create(checkpoint.ToString(), [Logs[0].Sign(checkpoint), .. Lines(checkpoint, seconds)]);

    public static IEnumerable<VerifiedSignature> Lines(Checkpoint checkpoint, params int?[] seconds) =>
        seconds.Select((second, i) => second is { } s ? Cosigners[i].Cosign(checkpoint, Time(s)) : null).OfType<VerifiedSignature>();

    public static byte[] Seed(string what) => SHA256.HashData(Encoding.ASCII.GetBytes(what));
}
