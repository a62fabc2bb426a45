using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Network;
using Ledger.Node;

namespace Ledger.EndToEnd.Tests;

/// <summary>docs/operations.md names every entry of a node's configuration, with its default and the bounds that the program keeps.</summary>
public sealed partial class ConfigurationReferenceTests : IDisposable
{
    private static readonly Dictionary<string, (string Usual, string Bounds)> Documented = Read();

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Numbers =>
        [.. Keys(typeof(NodeConfiguration), "").Where(static key => key.Type == typeof(int)).Select(static key => key.Name), "quorum_wait_seconds"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_entry_is_documented_and_nothing_else() =>
        Assert.Equal(
            Keys(typeof(NodeConfiguration), "").Select(static key => key.Name).Order(StringComparer.Ordinal), Documented.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_limit_has_the_default_of_the_program()
    {
        var limits = new NodeLimits();
        (string, object)[] parts = [("limits.", limits), ("limits.connections.", limits.Connections), ("limits.members.", limits.Members)];
        foreach (var (prefix, of) in parts)
        {
            foreach (var property in of.GetType().GetProperties().Where(static property => property.PropertyType == typeof(int)))
                Assert.Equal(Number((int)property.GetValue(of)!), Documented[prefix + Snake(property.Name)].Usual);
        }
    }

    /// <summary>The program says the bounds itself when a number is out of them.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_number_has_the_documented_bounds(string name)
    {
        var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        var file = network.Node(LocalMember.Tax).File;
        var root = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsObject();
        var parts = name.Split('.');
        var section = root;
        foreach (var part in parts[..^1])
            section = (section[part] ??= new JsonObject()).AsObject();
        section[parts[^1]] = -1;
        await File.WriteAllTextAsync(file, root.ToJsonString(), TestContext.Current.CancellationToken);

        var fault = Assert.Throws<NodeConfigurationException>(() => NodeConfiguration.Load(file)).Faults.Single(found => found.Field == name);

        var bounds = Bounds().Match(fault.English);
        Assert.Equal(
            $"{Number(int.Parse(bounds.Groups[1].Value, CultureInfo.InvariantCulture))} to {Number(int.Parse(bounds.Groups[2].Value, CultureInfo.InvariantCulture))}",
            Documented[name].Bounds);
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static Dictionary<string, (string Usual, string Bounds)> Read() =>
        Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"))).ToDictionary(
            static row => row.Groups["key"].Value, static row => (row.Groups["usual"].Value.Trim(), row.Groups["bounds"].Value.Trim()),
            StringComparer.Ordinal);

    /// <summary>The entries of a configuration, by the properties that are read from its file.</summary>
    private static IEnumerable<(string Name, Type Type)> Keys(Type type, string prefix)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite))
        {
            // Where it was read from, and how the waiting time is written.
            if (type == typeof(NodeConfiguration) && property.Name == nameof(NodeConfiguration.File))
                continue;
            var name = prefix + (property.Name == nameof(NodeConfiguration.QuorumWait) ? "quorum_wait_seconds" : Snake(property.Name));
            var isList = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
            var part = isList ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
            if (part.Assembly != typeof(NodeConfiguration).Assembly)
            {
                yield return (name, property.PropertyType);
                continue;
            }

            foreach (var inner in Keys(part, name + (isList ? "[]." : ".")))
                yield return inner;
        }
    }

    private static string Snake(string name) => Words().Replace(name, static word => (word.Index > 0 ? "_" : "") + word.Value.ToLowerInvariant());

    [GeneratedRegex(@"^\| `(?<key>[a-z0-9_.\[\]]+)` \|(?<usual>[^|\n]*)\|[^|\n]*\|(?<bounds>[^|\n]*)\|[^|\n]+\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"from (\d+) to (\d+)")]
    private static partial Regex Bounds();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Words();
}
