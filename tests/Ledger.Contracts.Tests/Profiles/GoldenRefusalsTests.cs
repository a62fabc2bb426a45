using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Facts;

namespace Ledger.Contracts.Tests;

/// <summary>
/// What profile 2 refuses, and the figures it refuses by, stay as they are: of every act of a flow that meets something in its way, the rules
/// that find it and how severe they are there; and the digests of its rules, its matrix, its form and the city files. Words may change.
/// </summary>
public sealed class GoldenRefusalsTests
{
    private const string FileName = "profile-2-refusals.txt";

    [Fact]
    public void Profile_2_refuses_the_same_for_ever()
        => Assert.Equal(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", FileName)), Run());

    /// <summary>Makes the file anew when LEDGER_WRITE_GOLDEN names its folder; otherwise there is nothing to do.</summary>
    [Fact]
    public void Write_the_golden_refusals_when_asked()
    {
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_GOLDEN") is not { Length: > 0 } folder)
        {
            Assert.Skip("Set LEDGER_WRITE_GOLDEN to tests/Ledger.Contracts.Tests/Golden to make the golden refusals anew.");
            return;
        }

        File.WriteAllText(Path.Combine(folder, FileName), string.Join('\n', Run()) + "\n");
    }

    private static List<string> Run()
    {
        List<string> lines = [.. Digests()];
        foreach (var scene in Scenes.Acts)
        {
            foreach (var obstacle in Obstacle.All.Where(obstacle => !obstacle.IsImpossible(scene)))
            {
                var act = scene.Copy();
                obstacle.Put(act);
                var findings = act.Submit().Findings.Select(static finding => $"{finding.Rule}:{finding.Severity}").Distinct().Order(StringComparer.Ordinal);
                lines.Add($"{scene.Scene}|{FlowCodes.TextOf(scene.Scene.Flow)}|{obstacle.Name}|{string.Join(' ', findings)}");
            }
        }

        return lines;
    }

    private static IEnumerable<string> Digests()
    {
        yield return "rules|" + Digest(Profiles.Two.Flows.All.SelectMany(static flow => flow.Rules
            .Select(entry => $"{flow.Name} {entry.Rule.Id} {entry.Rule.Aspect} {entry.Severity}").Order(StringComparer.Ordinal)));
        yield return "matrix|" + Digest(Profiles.Two.Matrix.Flows.SelectMany(static flow => Enum.GetValues<MatrixColumn>()
            .Select(column => $"{FlowCodes.TextOf(flow)} {column} {Profiles.Two.Matrix[flow, column]}")));
        yield return "tables|" + Convert.ToHexStringLower(SHA256.HashData(NationalTables.Set.Rows.ToByteArray()));
        foreach (var file in Cities.Files)
            yield return $"city {file.Id}|{Convert.ToHexStringLower(SHA256.HashData(file.ToByteArray()))}";
    }

    private static string Digest(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
