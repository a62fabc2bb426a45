using Grpc.Core;
using Ledger.Node;

namespace Ledger.EndToEnd.Tests;

/// <summary>One file, one damage: what the check of the stopped node says, and what start and reading say.</summary>
/// <param name="File">The file, its number left out.</param>
/// <param name="Damage">Its damage.</param>
/// <param name="Verified">Outcome of <c>verify-store</c>.</param>
/// <param name="Started">Outcome of the start.</param>
/// <param name="Read">Outcome of reading everything through the node.</param>
internal sealed record DamageCell(string File, string Damage, string Verified, string Started, string Read)
{
    public const string Named = "named";
    public const string Harmless = "harmless";

    /// <summary>Whether something went wrong that nobody was told of, or not in words.</summary>
    public bool IsFault => !new[] { Verified, Started, Read }.All(static outcome => outcome is Named or Harmless or "-");

    /// <summary>Damages a file, asks, and puts the folder back.</summary>
    public static async Task<DamageCell> TryAsync(DamagedFolder folder, string file, Damage damage, Random random, CancellationToken ct)
    {
        damage.Apply(folder.PathOf(file), random);
        try
        {
            var verified = Verify(folder, file, ct);
            var (started, read) = await ReadAsync(folder, file, ct);
            // What the check of the stopped node does not read or finds whole must be harmless, or named by the start.
            return new DamageCell(file, damage.Name, verified, started, read);
        }
        finally
        {
            folder.Restore();
        }
    }

    private static string Verify(DamagedFolder folder, string file, CancellationToken ct)
    {
        using var errors = new StringWriter();
        var before = folder.Hashes();
        try
        {
            if (VerifyStoreCommand.Run(folder.Configuration, TextWriter.Null, errors, ct) == ExitCode.Success)
                return Unchanged(folder, before, Harmless);
            return Unchanged(folder, before, Says(errors.ToString(), file));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"unhandled: {e.GetType().Name}: {e.Message}";
        }
    }

    private static string Unchanged(DamagedFolder folder, IReadOnlyDictionary<string, string> before, string outcome) =>
        folder.Hashes() is var after && after.Count == before.Count && after.All(pair => before.GetValueOrDefault(pair.Key) == pair.Value)
            ? outcome
            : $"{outcome}, but verify-store changed {string.Join(", ", after.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value).Select(static pair => Path.GetFileName(pair.Key)).Concat(before.Keys.Except(after.Keys, StringComparer.Ordinal).Select(Path.GetFileName)))}";

    private static async Task<(string Started, string Read)> ReadAsync(DamagedFolder folder, string file, CancellationToken ct)
    {
        try
        {
            var reading = await NodeReading.TakeAsync(folder, ct);
            return (Harmless, reading == folder.Whole ? Harmless : $"silent: {reading} instead of {folder.Whole}");
        }
        catch (NodeConfigurationException e)
        {
            return (e.Faults.All(static fault => fault.Chinese.Length > 0 && fault.English.Length > 0) ? Says(e.Message, file)
                : $"one language: {e.Message}", "-");
        }
        catch (DamageNamedException e)
        {
            return (Harmless, Says(e.Message, file));
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.DataLoss)
        {
            return (Harmless, Says(e.Status.Detail, file));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return ($"unhandled: {e.GetType().Name}: {e.Message}", "-");
        }
    }

    /// <summary>A message names the file, or the store whose file it is.</summary>
    private static string Says(string message, string file) =>
        message.Contains(Path.GetFileName(file), StringComparison.Ordinal) || NamesOf(file).Any(name => message.Contains(name, StringComparison.Ordinal))
            ? Named
            : $"the file is not named: {message.Split('\n')[0]}";

    private static IEnumerable<string> NamesOf(string file) => file switch
    {
        _ when file.StartsWith("data/peer/store/", StringComparison.Ordinal) => ["/peer/store"],
        _ when file.StartsWith("data/records", StringComparison.Ordinal) => ["records.", "record store", "Record store damaged: table"],
        _ when file.EndsWith(".pem", StringComparison.Ordinal) => [Path.ChangeExtension(Path.GetFileName(file), ".key")],
        _ when file.EndsWith(".key", StringComparison.Ordinal) => [Path.ChangeExtension(Path.GetFileName(file), ".pem")],
        _ => [],
    };
}
