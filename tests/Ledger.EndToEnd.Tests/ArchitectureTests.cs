using System.Text.RegularExpressions;

namespace Ledger.EndToEnd.Tests;

/// <summary>The folders are the architecture: who may know whom.</summary>
public sealed class ArchitectureTests
{
    /// <summary>All that a project may come to depend on, directly or through others.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Ledger.Log"] = [],
        ["Ledger.State"] = ["Ledger.Log"],
        ["Ledger.Chain"] = ["Ledger.Log", "Ledger.State"],
        ["Ledger.Peer"] = ["Ledger.Chain", "Ledger.Log", "Ledger.State"],
        ["Ledger.Fabric.Protocol"] = ["Ledger.Log"],
        ["Ledger.Fabric"] = ["Ledger.Chain", "Ledger.Fabric.Protocol", "Ledger.Log", "Ledger.Peer", "Ledger.State"],
        ["Ledger.Facts"] = ["Ledger.Log"],
        ["Ledger.Acts"] = ["Ledger.Facts", "Ledger.Log"],
        ["Ledger.Contracts"] = ["Ledger.Chain", "Ledger.Facts", "Ledger.Log", "Ledger.State"],
        ["Ledger.Chaincode"] = ["Ledger.Chain", "Ledger.Contracts", "Ledger.Fabric.Protocol", "Ledger.Facts", "Ledger.Log", "Ledger.State"],
        ["Ledger.Protocol"] = ["Ledger.Acts", "Ledger.Facts", "Ledger.Log"],
        ["Ledger.Departments"] = ["Ledger.Acts", "Ledger.Chain", "Ledger.Contracts", "Ledger.Facts", "Ledger.Log", "Ledger.Peer",
            "Ledger.Protocol", "Ledger.State"],
        ["Ledger.Node"] =
        [
            "Ledger.Acts", "Ledger.Chain", "Ledger.Contracts", "Ledger.Departments", "Ledger.Fabric", "Ledger.Fabric.Protocol",
                "Ledger.Facts", "Ledger.Log", "Ledger.Peer",
            "Ledger.Protocol", "Ledger.State",
        ],
        ["Ledger.Verifier"] = ["Ledger.Facts", "Ledger.Log", "Ledger.State"],
        ["Ledger.Client"] = ["Ledger.Acts", "Ledger.Facts", "Ledger.Log", "Ledger.Protocol", "Ledger.State", "Ledger.Verifier"],
        ["Ledger.Exchange"] = ["Ledger.Facts", "Ledger.Log"],
        ["Ledger.Import"] = ["Ledger.Acts", "Ledger.Client", "Ledger.Exchange", "Ledger.Facts", "Ledger.Log", "Ledger.Protocol", "Ledger.State",
            "Ledger.Verifier"],
        ["Ledger.Export"] = ["Ledger.Acts", "Ledger.Client", "Ledger.Exchange", "Ledger.Facts", "Ledger.Log", "Ledger.Protocol", "Ledger.State",
            "Ledger.Verifier"],
        ["Ledger.Cli"] = ["Ledger.Acts", "Ledger.Chain", "Ledger.Client", "Ledger.Contracts", "Ledger.Exchange", "Ledger.Export", "Ledger.Facts",
            "Ledger.Import", "Ledger.Log", "Ledger.Peer", "Ledger.Protocol", "Ledger.State", "Ledger.Verifier"],
        ["Ledger.Network"] =
        [
            "Ledger.Acts", "Ledger.Chain", "Ledger.Chaincode", "Ledger.Client", "Ledger.Contracts", "Ledger.Departments", "Ledger.Exchange",
                "Ledger.Fabric", "Ledger.Fabric.Protocol",
            "Ledger.Facts", "Ledger.Import", "Ledger.Log", "Ledger.Node", "Ledger.Peer", "Ledger.Protocol", "Ledger.State", "Ledger.Verifier",
        ],
    };

    /// <summary>
    /// All packages that a project may bring along, by itself or through others: what runs where nothing native and no server
    /// does. Generators are no part of it. NSec is native, but <c>Ed25519PublicKey</c> and <c>Ed25519Signer</c> do without it where it
    /// does not run.
    /// </summary>
    private static readonly Dictionary<string, string[]> Pure = new(StringComparer.Ordinal)
    {
        ["Ledger.Log"] = ["BouncyCastle.Cryptography", "Google.Protobuf", "NSec.Cryptography"],
        ["Ledger.State"] = ["BouncyCastle.Cryptography", "Google.Protobuf", "NSec.Cryptography"],
        ["Ledger.Chain"] = ["BouncyCastle.Cryptography", "Google.Protobuf", "NSec.Cryptography"],
        ["Ledger.Facts"] = ["BouncyCastle.Cryptography", "Google.Protobuf", "NSec.Cryptography"],
        ["Ledger.Contracts"] = ["BouncyCastle.Cryptography", "Google.Protobuf", "NSec.Cryptography"],
        ["Ledger.Verifier"] = ["BouncyCastle.Cryptography", "Google.Protobuf", "NSec.Cryptography"],
    };

    /// <summary>What the chain must not know: it names no department and no property.</summary>
    private static readonly string[] Domain = ["抵押", "查封", "税务", "Mortgage", "Seizure", "UnitCode", "ContractSigned", "Ledger.Facts"];

    public static TheoryData<string> Projects => [.. Repository.References.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Dependencies_point_one_way(string project)
    {
        Assert.True(Allowed.ContainsKey(project), $"{project} is new: say in this test what it may depend on.");

        var reached = Reach(project, []);

        var forbidden = reached.Except(Allowed[project], StringComparer.Ordinal).ToList();
        Assert.True(forbidden.Count == 0, $"{project} depends on {string.Join(", ", forbidden)}, which design forbids.");
    }

    [Fact]
    public void What_is_pure_brings_no_storage_no_transport_and_no_native_code()
    {
        foreach (var (project, allowed) in Pure)
        {
            var packages = Reach(project, []).Prepend(project).SelectMany(static name => Repository.Packages[name])
                .Where(static package => package != "Grpc.Tools");
            Assert.Equal(allowed, packages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }

        Assert.Equal(["Ledger.Peer"], Repository.Packages.Where(static project => project.Value.Contains("RocksDB")).Select(static project => project.Key));
    }

    [Fact]
    public void Only_what_replays_what_records_a_case_what_governs_the_templates_and_the_reference_of_the_rules_know_chain_and_rules_on_the_command_line()
    {
        var knowing = Repository.Sources("clients/Ledger.Cli")
            .Where(static file => Path.GetFileName(Path.GetDirectoryName(file)) != "Governance")
            .Where(static file => File.ReadAllText(file) is var text
                && (text.Contains("using Ledger.Chain;", StringComparison.Ordinal) || text.Contains("using Ledger.Contracts;", StringComparison.Ordinal)))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            ["BookDraft.cs", "CompareCommand.cs", "ReplayBar.cs", "ReplayCommand.cs", "ReplayState.cs", "RequestExamples.cs", "RuleReference.cs",
                "RulesCommand.cs", "RulesOfForm.cs", "TemplateNote.cs", "TextCodes.cs"],
            knowing);
    }

    [Fact]
    public void Only_the_host_of_a_department_knows_its_calls()
    {
        var files = Repository.Sources("services/Ledger.Departments").ToLookup(static file => Path.GetFileName(Path.GetDirectoryName(file)!));
        var calls = new Regex($@"(?<![.\w])({string.Join('|', files["Calls"].Select(static file => Path.GetFileName(file).Split('.')[0]))})\b");
        var knowing = files
            .Where(folder => folder.Any(file => calls.IsMatch(File.ReadAllText(file))))
            .Select(static folder => folder.Key)
            .Order(StringComparer.Ordinal);

        Assert.Equal(["Calls", "Hosting"], knowing);
    }

    [Fact]
    public void The_chain_knows_nothing_about_real_estate()
    {
        foreach (var file in Repository.Sources("chain"))
        {
            var text = File.ReadAllText(file);
            Assert.All(Domain, word => Assert.False(text.Contains(word, StringComparison.Ordinal), $"{file} speaks of '{word}'"));
        }
    }

    private static HashSet<string> Reach(string project, HashSet<string> reached)
    {
        foreach (var next in Repository.References[project])
        {
            if (reached.Add(next))
                Reach(next, reached);
        }

        return reached;
    }
}
