using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// The table of damages: every file of a node's folder × damage × check, start, reading. Nothing is silent, nothing
/// unhandled. A part that a seed chooses runs with the suite, all of it nightly; LEDGER_DAMAGE_TABLE names the file
/// that the table is written to.
/// </summary>
public sealed partial class DamageTableTests
{
    private const int PartOfSuite = 24;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 3_600_000)]
    public async Task Damage_to_any_file_of_a_nodes_folder_is_named_or_harmless()
    {
        var seed = Seeds.Read(TestContext.Current.TestOutputHelper);
        await using var folder = await DamagedFolder.MakeAsync(Ct);
        var pairs = folder.Files.SelectMany(static file => Damage.All.Select(damage => (file, damage))).ToList();
        if (!Seeds.IsNightly)
            pairs = Choose(pairs, seed);

        var cells = new List<DamageCell>();
        foreach (var (index, (file, damage)) in pairs.Index())
            cells.Add(await DamageCell.TryAsync(folder, file, damage, new Random(seed + index), Ct));

        if (Environment.GetEnvironmentVariable("LEDGER_DAMAGE_TABLE") is { Length: > 0 } path)
            await File.WriteAllTextAsync(path, Table(cells, seed), Ct);
        var faults = cells.Where(static cell => cell.IsFault).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Contains(cells, static cell => cell.Started == DamageCell.Named);
    }

    /// <summary>What a client keeps: its profile, policy, certificates, keys and evidence book.</summary>
    [Fact(Timeout = 600_000)]
    public async Task Damage_to_any_file_of_a_clients_folder_is_named_or_harmless()
    {
        var seed = Seeds.Read(TestContext.Current.TestOutputHelper);
        await using var folder = await ClientFolder.MakeAsync(Ct);
        var faults = new List<string>();
        var named = 0;
        foreach (var (index, (file, damage)) in folder.Files.SelectMany(static file => Damage.All.Select(damage => (file, damage))).Index())
        {
            damage.Apply(folder.PathOf(file), new Random(seed + index));
            var outcome = folder.Read(file);
            folder.Restore();
            named += outcome == DamageCell.Named ? 1 : 0;
            if (outcome is not (DamageCell.Named or DamageCell.Harmless))
                faults.Add($"{file}, {damage.Name}: {outcome}");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(named > folder.Files.Count);
    }

    /// <summary>Files of the stores are most of what matters; each file comes up sooner or later.</summary>
    private static List<(string File, Damage Damage)> Choose(List<(string File, Damage Damage)> pairs, int seed)
    {
        var chosen = pairs.ToArray();
        new Random(seed).Shuffle(chosen);
        return [.. chosen.OrderByDescending(static pair => pair.File.StartsWith("data/", StringComparison.Ordinal)).Take(PartOfSuite * 3 / 4),
            .. chosen.Where(static pair => !pair.File.StartsWith("data/", StringComparison.Ordinal)).Take(PartOfSuite / 4)];
    }

    private static string Table(List<DamageCell> cells, int seed)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Damages to a node's folder (seed {seed})\n");
        text.AppendLine(
            "*named*: an error that names the file or its store, in both languages, exit code not 0. *harmless*: the node starts, and shows the same blocks, roots, entries and records.\n");
        text.AppendLine("| file | damage | verify-store | start | read |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (var rows in cells.GroupBy(static cell => (File: Numbers().Replace(cell.File, "*"), cell.Verified, cell.Started, cell.Read))
            .OrderBy(static rows => rows.Key.File, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {rows.Key.File} | {string.Join("; ", rows.Select(static cell => cell.Damage).Distinct(StringComparer.Ordinal))} | {rows.Key.Verified} | {rows.Key.Started} | {rows.Key.Read} |");
        }

        return text.ToString();
    }

    [GeneratedRegex("[0-9]{6}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers();
}
