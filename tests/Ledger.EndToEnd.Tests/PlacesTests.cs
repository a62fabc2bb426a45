using System.Text.RegularExpressions;

namespace Ledger.EndToEnd.Tests;

/// <summary>In how many places an act is written. Seventy acts are as many times as many: a new place needs a reason, and its line here.</summary>
public sealed partial class PlacesTests
{
    /// <summary>补正, as the event, its request and its line among the acts are called.</summary>
    [GeneratedRegex("SupplementRequested|RequestSupplement|request_supplement")]
    private static partial Regex Supplement();

    [Fact]
    public void An_act_is_one_family_in_three_projects_and_a_line_in_each_list()
    {
        string[] families =
        [
            // The event; its request and its form; its flow, and the state that names what may follow.
            "contracts/Ledger.Acts/Protos/ledger/v1/case_acts.proto",
            "contracts/Ledger.Acts/Cases/RequestSupplementForm.cs",
            "contracts/Ledger.Contracts/Cases/SupplementRequestedFlow.cs",
            "contracts/Ledger.Contracts/Cases/CaseSteps.cs",
            "contracts/Ledger.Facts/Protos/ledger/v1/cases.proto",
        ];
        string[] lists =
        [
            // The department's oneof, the family's forms; what the family's messages hold and its flows in the profile.
            "contracts/Ledger.Acts/Protos/ledger/v1/acts.proto",
            "contracts/Ledger.Acts/Cases/CaseForms.cs",
            "contracts/Ledger.Contracts/Cases/CasesTwo.cs",
        ];

        var places = Repository.Sources(".", "*.cs").Concat(Repository.Sources(".", "*.proto"))
            .Select(static file => (
                Path: Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'),
                Lines: File.ReadLines(file).Count(Supplement().IsMatch)))
            .Where(static file => file.Lines > 0 && !file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .ToDictionary(static file => file.Path, static file => file.Lines, StringComparer.Ordinal);

        Assert.Equal(families.Concat(lists).Order(StringComparer.Ordinal), places.Keys.Order(StringComparer.Ordinal));
        Assert.All(lists[..^1], list => Assert.Equal(1, places[list]));
        // The form, and the flow.
        Assert.Equal(2, places[lists[^1]]);
    }
}
