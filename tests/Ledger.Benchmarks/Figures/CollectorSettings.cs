using System.Globalization;
using System.Runtime;
using System.Text.Json;

namespace Ledger.Benchmarks;

/// <summary>How the collector of a process is set, in one line.</summary>
internal static class CollectorSettings
{
    private const string NodeSettings = "ledger-node.runtimeconfig.json";
    private const string OwnSettings = "Ledger.Benchmarks.runtimeconfig.json";

    /// <summary>As this process runs, whoever set it: the program's file, or DOTNET_gc… variables.</summary>
    public static string InForce
    {
        get
        {
            var set = GC.GetConfigurationVariables();
            var isConcurrent = set.TryGetValue("ConcurrentGC", out var concurrent) && concurrent is true;
            var conserve = set.TryGetValue("GCConserveMem", out var memory) ? Convert.ToInt64(memory, CultureInfo.InvariantCulture) : 0;
            return $"{(GCSettings.IsServerGC ? "server" : "workstation")}, {(isConcurrent ? "concurrent" : "not concurrent")}"
                + (conserve > 0 ? string.Create(CultureInfo.InvariantCulture, $", conserve memory {conserve}") : "");
        }
    }

    /// <summary>How this process collects, and whether as the node's program does: what is measured in it else says little of a node.</summary>
    public static string Line
    {
        get
        {
            var other = OtherThanNode();
            return $"Collector here: {InForce}; {(other.Count == 0 ? "set as the node's" : $"NOT as the node's ({string.Join("; ", other)})")}.";
        }
    }

    /// <summary>Settings of this program's file that the node's has otherwise; empty when both are alike.</summary>
    private static IReadOnlyList<string> OtherThanNode()
    {
        var (own, node) = (Read(OwnSettings), Read(NodeSettings));
        return [.. own.Keys.Union(node.Keys, StringComparer.Ordinal)
            .Where(name => own.GetValueOrDefault(name) != node.GetValueOrDefault(name))
            .Select(name => $"{name}: node {node.GetValueOrDefault(name) ?? "unset"}, here {own.GetValueOrDefault(name) ?? "unset"}")];
    }

    private static Dictionary<string, string> Read(string file)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)));
        return settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").EnumerateObject()
            .Where(setting => setting.Name.StartsWith("System.GC.", StringComparison.Ordinal) || setting.Name == "System.Runtime.TieredPGO")
            .ToDictionary(setting => setting.Name, setting => setting.Value.ToString(), StringComparer.Ordinal);
    }
}
