using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

public sealed class ExampleTests
{
    private const string Profile = "--profile";
    private const string Request = "ledger operator request ";

    [Fact]
    public void Profiles_named_in_examples_are_those_that_up_makes_or_an_example_has_made()
    {
        var examples = Examples.All.ToList();
        var made = examples.Where(static example => example.StartsWith(Request, StringComparison.Ordinal)).Select(static example => After(example, "--out"));
        HashSet<string> known = [.. LocalUser.All.Select(static user => $"{LocalNetworkOptions.DefaultFolder}/profiles/{user.Name}"), .. made];
        var named = examples.Where(static example => example.Split(' ').Contains(Profile)).Select(static example => After(example, Profile)).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, folder => Assert.Contains(folder, known));
    }

    private static string After(string example, string option) => example.Split(' ') is var words ? words[Array.IndexOf(words, option) + 1] : "";
}
