using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

public sealed class ExampleTests
{
    private const string Profile = "--profile";

    [Fact]
    public void Profiles_named_in_examples_are_those_that_up_makes()
    {
        var named = Examples.All.Select(static example => example.Split(' '))
            .Where(static words => words.Contains(Profile))
            .Select(static words => words[Array.IndexOf(words, Profile) + 1])
            .ToList();

        Assert.NotEmpty(named);
        Assert.All(
            named, static folder => Assert.Contains(folder, LocalUser.All.Select(static user => $"{LocalNetworkOptions.DefaultFolder}/profiles/{user.Name}")));
    }
}
