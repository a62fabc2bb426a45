using System.Text.RegularExpressions;

namespace Ledger.EndToEnd.Tests;

/// <summary>In how many places an act is written. Seventy acts are as many times as many: a new place needs a reason, and its line here.</summary>
public sealed partial class PlacesTests
{
    /// <summary>续封, as the event, its request and its line among the acts are called.</summary>
    [GeneratedRegex("SeizureRenewed|RenewSeizure|renew_seizure")]
    private static partial Regex Renewal();

    [Fact]
    public void An_act_is_one_family_in_three_projects_and_a_line_in_each_list()
    {
        string[] families =
        [
            // The event; its request and its form; its flow, and the state that names what may follow.
            "contracts/Ledger.Acts/Protos/ledger/v1/seizure_acts.proto",
            "contracts/Ledger.Acts/Seizures/RenewSeizureForm.cs",
            "contracts/Ledger.Contracts/Seizures/SeizureRenewedFlow.cs",
            "contracts/Ledger.Contracts/Seizures/SeizureStands.cs",
            "contracts/Ledger.Facts/Protos/ledger/v1/seizures.proto",
        ];
        string[] lists =
        [
            // The department's oneof, the list of forms; the profile's flows and its form; the typed method of the client.
            "contracts/Ledger.Acts/Protos/ledger/v1/acts.proto",
            "contracts/Ledger.Acts/Forms/ActForms.cs",
            "contracts/Ledger.Contracts/Profiles/ProfileOne.cs",
            "contracts/Ledger.Contracts/Profiles/FormOne.cs",
            "clients/Ledger.Client/Calls/RegistrationClient.cs",
        ];

        var places = Repository.Sources(".", "*.cs").Concat(Repository.Sources(".", "*.proto"))
            .Select(static file => (Path: Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), Lines: File.ReadLines(file).Count(Renewal().IsMatch)))
            .Where(static file => file.Lines > 0 && !file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .ToDictionary(static file => file.Path, static file => file.Lines, StringComparer.Ordinal);

        Assert.Equal(families.Concat(lists).Order(StringComparer.Ordinal), places.Keys.Order(StringComparer.Ordinal));
        Assert.All(lists[..^1], list => Assert.Equal(1, places[list]));
        // The method, and the act that it wraps.
        Assert.Equal(2, places[lists[^1]]);
    }
}
